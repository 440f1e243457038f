import {
  constants,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
} from "node:crypto";
import { concatBytes } from "@noble/hashes/utils.js";
import { createError } from "../base/errors.js";
import { decryptionFailed } from "./aes-cipher.js";
import type { BodyCipher } from "./body-cipher.js";

/** The minimum number of bytes that PKCS#1 v1.5 adds to a piece. */
const paddingBytes = 11;
/** The longest plaintext piece under a 1024-bit key, matching the official clients. Larger keys scale in proportion. */
const pieceBytesPerKeyByte = 100 / 128;

/**
 * Creates the cipher of the handshake. Client and gateway share one RSA private key: they encrypt with its public half
 * and decrypt with its private half. The text is cut into pieces.
 *
 * @param pem the private key as PEM text: `BEGIN RSA PRIVATE KEY`, without a passphrase
 * @throws `InvalidOption`. The message reveals nothing about the key
 */
export function createRsaCipher(pem: string): BodyCipher {
  const { privateKey, keyBytes } = readKey(pem);
  const publicKey = createPublicKey(privateKey);
  const pieceBytes = Math.floor(keyBytes * pieceBytesPerKeyByte);
  return {
    encrypt(plain) {
      const pieces = cut(plain, pieceBytes);
      const padding = constants.RSA_PKCS1_PADDING;
      return concatBytes(...pieces.map((piece) => publicEncrypt({ key: publicKey, padding }, piece)));
    },
    decrypt(encrypted) {
      if (encrypted.length === 0 || encrypted.length % keyBytes !== 0) throw decryptionFailed(encrypted.length);
      return concatBytes(...cut(encrypted, keyBytes).map((piece) => decryptPiece(privateKey, piece, encrypted.length)));
    },
  };
}

/** Removes the padding. Node 20 and Bun have turned off their own removal of it to protect servers. */
function decryptPiece(key: KeyObject, piece: Uint8Array, length: number): Uint8Array {
  let padded: Uint8Array;
  try {
    padded = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, piece);
  } catch (cause) {
    throw decryptionFailed(length, cause);
  }
  const end = padded.indexOf(0, 2);
  if (padded[0] !== 0 || padded[1] !== 2 || end < paddingBytes - 1) throw decryptionFailed(length);
  return padded.subarray(end + 1);
}

function readKey(pem: string): { readonly privateKey: KeyObject; readonly keyBytes: number } {
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(pem);
  } catch {
    // The parser's message does not help and might quote the key.
    throw invalidKey("is not a private key in PEM without a passphrase");
  }
  const bits = privateKey.asymmetricKeyDetails?.modulusLength;
  if (privateKey.asymmetricKeyType !== "rsa" || bits === undefined) throw invalidKey("is not an RSA key");
  return { privateKey, keyBytes: bits / 8 };
}

function invalidKey(what: string) {
  return createError("InvalidOption", `the RSA key ${what}: it must begin with -----BEGIN RSA PRIVATE KEY-----`, {
    option: "rsaKey",
  });
}

function cut(bytes: Uint8Array, length: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += length) pieces.push(bytes.subarray(start, start + length));
  return pieces;
}
