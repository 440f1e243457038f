import { createCipheriv, createDecipheriv } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type BlockCipher, blockBytes, createCbcBlocks, createEcbBlocks } from "./block-cipher.js";

/** The plain way: a new pair of objects for each packet. */
function plainBlocks(mode: "cbc" | "ecb", key: Uint8Array, iv: Uint8Array | null): BlockCipher {
  const algorithm = `aes-128-${mode}`;
  return {
    encrypt: (blocks) => new Uint8Array(createCipheriv(algorithm, key, iv).setAutoPadding(false).update(blocks)),
    decrypt: (blocks) => new Uint8Array(createDecipheriv(algorithm, key, iv).setAutoPadding(false).update(blocks)),
  };
}

const secret = fc.uint8Array({ minLength: blockBytes, maxLength: blockBytes });
const packet = fc
  .uint8Array({ minLength: blockBytes, maxLength: 6 * blockBytes })
  .map((bytes) => bytes.subarray(0, bytes.length - (bytes.length % blockBytes)));
const packets = fc.array(fc.record({ bytes: packet, isSent: fc.boolean() }), { maxLength: 8 });

it.each(["cbc", "ecb"] as const)("%s: one pair of objects does the same as a new pair for each packet", (mode) => {
  fc.assert(
    fc.property(secret, secret, packets, (key, iv, list) => {
      const ours = mode === "cbc" ? createCbcBlocks(key, iv) : createEcbBlocks(key);
      const plain = plainBlocks(mode, key, mode === "cbc" ? iv : null);
      for (const { bytes, isSent } of list) {
        const way = isSent ? "encrypt" : "decrypt";
        const expected = plain[way](bytes);
        expect(ours[way](bytes.slice())).toEqual(expected);
      }
    }),
  );
});
