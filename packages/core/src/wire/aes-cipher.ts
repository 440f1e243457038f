import { createError } from "../base/errors.js";
import { type BlockCipher, blockBytes, createCbcBlocks, createEcbBlocks } from "./block-cipher.js";
import type { BodyCipher } from "./body-cipher.js";

/** The ciphers that a gateway offers for all packets after the handshake, by their official names. */
export type PacketCipher = "FTAES_ECB" | "AES_ECB" | "AES_CBC";

/** The secrets in the gateway's `InitConnect` reply. Both are 16 characters long. */
export interface AesSecrets {
  readonly key: string;
  /** Only for AES_CBC. */
  readonly iv: string | undefined;
}

/**
 * The cipher of a connection's packets. Each packet starts anew: with AES_CBC, all use the same initialization vector.
 * Source: documentation page "Protocol", and what the official Python client does.
 */
export function createAesCipher(cipher: PacketCipher, { key, iv }: AesSecrets): BodyCipher {
  switch (cipher) {
    case "AES_CBC":
      return createPkcs7Cipher(createCbcBlocks(toSecretBytes(key), toSecretBytes(iv ?? "")));
    case "AES_ECB":
      return createPkcs7Cipher(createEcbBlocks(toSecretBytes(key)));
    case "FTAES_ECB":
      return createFtAesCipher(createEcbBlocks(toSecretBytes(key)));
  }
}

/** PKCS #7: fills the last block with bytes that state their own number. If it is full, a whole block of them follows. */
function createPkcs7Cipher(blocks: BlockCipher): BodyCipher {
  return {
    encrypt(plain) {
      const fill = blockBytes - (plain.length % blockBytes);
      const padded = new Uint8Array(plain.length + fill).fill(fill, plain.length);
      padded.set(plain);
      return blocks.encrypt(padded);
    },
    decrypt(encrypted) {
      if (encrypted.length === 0 || encrypted.length % blockBytes !== 0) throw decryptionFailed(encrypted.length);
      const padded = blocks.decrypt(encrypted);
      const fill = padded.at(-1) ?? 0;
      const isFilled = fill >= 1 && fill <= blockBytes && padded.subarray(-fill).every((byte) => byte === fill);
      if (!isFilled) throw decryptionFailed(encrypted.length);
      return padded.subarray(0, -fill);
    },
  };
}

/**
 * Futu's own form of AES-ECB: zeros fill the last block. Another block, which is not encrypted, states in its last byte
 * how many bytes of the block before it count (0: all).
 */
function createFtAesCipher(blocks: BlockCipher): BodyCipher {
  return {
    encrypt(plain) {
      const used = plain.length % blockBytes;
      const padded = new Uint8Array(plain.length + (used === 0 ? 0 : blockBytes - used) + blockBytes);
      padded.set(plain);
      const encrypted = blocks.encrypt(padded);
      encrypted.fill(0, -blockBytes);
      encrypted[encrypted.length - 1] = used;
      return encrypted;
    },
    decrypt(encrypted) {
      const used = encrypted.at(-1);
      const length = encrypted.length - blockBytes;
      const isWhole = encrypted.length % blockBytes === 0 && length >= 0;
      if (used === undefined || !isWhole || used >= blockBytes || (used > 0 && length === 0)) {
        throw decryptionFailed(encrypted.length);
      }
      const padded = blocks.decrypt(encrypted.subarray(0, length));
      return used === 0 ? padded : padded.subarray(0, length - blockBytes + used);
    },
  };
}

function toSecretBytes(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length === blockBytes) return bytes;
  // The text itself is secret. The message only states its length.
  throw createError(
    "DecryptionFailed",
    `the gateway gave an AES key or vector of ${bytes.length} bytes instead of 16`,
    {},
  );
}

/** The error for a body that does not decrypt. It reveals nothing about the key. */
export function decryptionFailed(bytes: number, cause?: unknown) {
  return createError(
    "DecryptionFailed",
    `a packet body of ${bytes} bytes does not decrypt: the keys differ`,
    {},
    { cause },
  );
}
