import { createCipheriv, createDecipheriv } from "node:crypto";

/** Bytes of a block, of a key and of a vector of AES-128. */
export const blockBytes = 16;

/** Encrypts and decrypts whole blocks, each packet as if it were the first. It may change its input. */
export interface BlockCipher {
  encrypt(blocks: Uint8Array): Uint8Array;
  decrypt(blocks: Uint8Array): Uint8Array;
}

// One pair of `node:crypto` objects serves all packets of a connection. Making a pair for each packet takes as long as
// all other work for a page (`pnpm bench encryption`). One pair takes a quarter of the time for pages of 4 KiB (Node 24,
// `pnpm --filter @opend/core bench`). block-cipher.spec.ts compares the results with a new pair for each packet.

/** AES in ECB mode, which encrypts every block separately. */
export function createEcbBlocks(key: Uint8Array): BlockCipher {
  const algorithm = "aes-128-ecb";
  const cipher = createCipheriv(algorithm, key, null).setAutoPadding(false);
  const decipher = createDecipheriv(algorithm, key, null).setAutoPadding(false);
  return { encrypt: (blocks) => toBytes(cipher.update(blocks)), decrypt: (blocks) => toBytes(decipher.update(blocks)) };
}

/**
 * AES in CBC mode, which mixes the previous encrypted block into each block, and the vector into the first. The objects
 * continue where the previous packet ended. So this removes the last block of that packet from the first block by XOR, and
 * puts the vector in.
 */
export function createCbcBlocks(key: Uint8Array, iv: Uint8Array): BlockCipher {
  const algorithm = "aes-128-cbc";
  const cipher = createCipheriv(algorithm, key, iv).setAutoPadding(false);
  const decipher = createDecipheriv(algorithm, key, iv).setAutoPadding(false);
  let lastSent = iv;
  let lastReceived = iv;
  const startAfresh = (first: Uint8Array, before: Uint8Array) => {
    for (let n = 0; n < blockBytes; n++) first[n] = (first[n] ?? 0) ^ (before[n] ?? 0) ^ (iv[n] ?? 0);
  };
  return {
    encrypt(blocks) {
      startAfresh(blocks, lastSent);
      const encrypted = toBytes(cipher.update(blocks));
      lastSent = encrypted.slice(-blockBytes);
      return encrypted;
    },
    decrypt(blocks) {
      const decrypted = toBytes(decipher.update(blocks));
      startAfresh(decrypted, lastReceived);
      lastReceived = blocks.slice(-blockBytes);
      return decrypted;
    },
  };
}

/** A view without the methods of a Buffer. */
function toBytes({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}
