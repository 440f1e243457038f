import { createCipheriv, createDecipheriv } from "node:crypto";
import { concatBytes } from "@noble/hashes/utils.js";
import { createError } from "../errors.js";
import type { BodyCipher } from "./body-cipher.js";

/** The ciphers that a gateway offers for all packets after the handshake, by their official names. */
export type PacketCipher = "FTAES_ECB" | "AES_ECB" | "AES_CBC";

/** What the gateway's `InitConnect` reply gives: both are 16 characters long, and secret. */
export interface AesSecrets {
  readonly key: string;
  /** Only for AES_CBC. */
  readonly iv: string | undefined;
}

const blockBytes = 16;

/**
 * The cipher of a connection's packets. Every packet starts afresh: with AES_CBC the initialisation vector is the same
 * for all of them. Source: documentation page "Protocol", and what the official Python client does.
 */
export function createAesCipher(cipher: PacketCipher, { key, iv }: AesSecrets): BodyCipher {
  switch (cipher) {
    case "AES_CBC":
      return createPkcs7Cipher("aes-128-cbc", toSecretBytes(key), toSecretBytes(iv ?? ""));
    case "AES_ECB":
      return createPkcs7Cipher("aes-128-ecb", toSecretBytes(key), null);
    case "FTAES_ECB":
      return createFtAesCipher(toSecretBytes(key));
  }
}

function createPkcs7Cipher(algorithm: string, key: Uint8Array, iv: Uint8Array | null): BodyCipher {
  return {
    encrypt: (plain) => run(createCipheriv(algorithm, key, iv), plain),
    decrypt(encrypted) {
      try {
        return run(createDecipheriv(algorithm, key, iv), encrypted);
      } catch (cause) {
        throw decryptionFailed(encrypted.length, cause);
      }
    },
  };
}

/**
 * Futu's own form of AES-ECB: zeros fill the last block, and one more block, which is not encrypted, says in its last
 * byte how many bytes of that block count (0: all).
 */
function createFtAesCipher(key: Uint8Array): BodyCipher {
  const algorithm = "aes-128-ecb";
  return {
    encrypt(plain) {
      const used = plain.length % blockBytes;
      const padded = new Uint8Array(plain.length + (used === 0 ? 0 : blockBytes - used));
      padded.set(plain);
      const encrypted = run(createCipheriv(algorithm, key, null).setAutoPadding(false), padded);
      const bytes = new Uint8Array(encrypted.length + blockBytes);
      bytes.set(encrypted);
      bytes[bytes.length - 1] = used;
      return bytes;
    },
    decrypt(encrypted) {
      const used = encrypted.at(-1);
      const blocks = encrypted.length - blockBytes;
      const isWhole = encrypted.length % blockBytes === 0 && blocks >= 0;
      if (used === undefined || !isWhole || used >= blockBytes || (used > 0 && blocks === 0)) {
        throw decryptionFailed(encrypted.length);
      }
      const decipher = createDecipheriv(algorithm, key, null).setAutoPadding(false);
      const padded = run(decipher, encrypted.subarray(0, blocks));
      return used === 0 ? padded : padded.subarray(0, blocks - blockBytes + used);
    },
  };
}

function run(cipher: { update(bytes: Uint8Array): Uint8Array; final(): Uint8Array }, bytes: Uint8Array): Uint8Array {
  return concatBytes(cipher.update(bytes), cipher.final());
}

function toSecretBytes(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length === blockBytes) return bytes;
  // The text itself is secret: only its length is told.
  throw createError(
    "DecryptionFailed",
    `the gateway gave an AES key or vector of ${bytes.length} bytes instead of 16`,
    {},
  );
}

/** The error for a body that does not decrypt. It tells nothing of the key. */
export function decryptionFailed(bytes: number, cause?: unknown) {
  return createError(
    "DecryptionFailed",
    `a packet body of ${bytes} bytes does not decrypt: the keys differ`,
    {},
    { cause },
  );
}
