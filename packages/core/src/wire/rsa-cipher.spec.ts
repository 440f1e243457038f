import { generateKeyPairSync, privateEncrypt } from "node:crypto";
import { describe, expect, it } from "vitest";
import { thrownBy } from "../testing/caught.js";
import { createRsaCipher } from "./rsa-cipher.js";

function generatePem(bits: number): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  return privateKey.export({ type: "pkcs1", format: "pem" }).toString();
}

describe.each([
  [1024, 100],
  [2048, 200],
])("RSA under a key of %i bits", (bits, pieceBytes) => {
  const pem = generatePem(bits);
  const rsa = createRsaCipher(pem);
  const keyBytes = bits / 8;

  it.each([1, pieceBytes, pieceBytes + 1, 4096])("returns a body of %i bytes unchanged", (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => index % 256);
    const encrypted = rsa.encrypt(bytes);
    expect(encrypted).toHaveLength(Math.ceil(length / pieceBytes) * keyBytes);
    expect(createRsaCipher(pem).decrypt(encrypted)).toEqual(bytes);
  });

  it("never has the same output twice", () => {
    expect(rsa.encrypt(Uint8Array.of(1))).not.toEqual(rsa.encrypt(Uint8Array.of(1)));
  });

  it("reads a key with Windows line ends and blank lines around", () => {
    const other = createRsaCipher(`\r\n${pem.replaceAll("\n", "\r\n")}\r\n`);
    expect(other.decrypt(rsa.encrypt(Uint8Array.of(1, 2)))).toEqual(Uint8Array.of(1, 2));
  });

  it("refuses text under another key, an incomplete piece, and an empty text", () => {
    const foreign = createRsaCipher(generatePem(bits)).encrypt(Uint8Array.of(1));
    for (const bytes of [
      foreign,
      rsa.encrypt(Uint8Array.of(1)).subarray(1),
      new Uint8Array(),
      new Uint8Array(keyBytes),
    ]) {
      expect(thrownBy(() => rsa.decrypt(bytes)).code).toBe("DecryptionFailed");
    }
  });

  it("refuses padding of another kind", () => {
    expect(thrownBy(() => rsa.decrypt(privateEncrypt(pem, Uint8Array.of(1)))).code).toBe("DecryptionFailed");
  });
});

it.each([
  ["an invalid PEM text", "-----BEGIN RSA PRIVATE KEY-----\nnot base64\n-----END RSA PRIVATE KEY-----"],
  [
    "a key of another kind",
    generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  ],
])("%s is refused without repeating it", (_, text) => {
  const error = thrownBy(() => createRsaCipher(text));
  expect(error).toMatchObject({ code: "InvalidOption", option: "rsaKey" });
  // The parser's message might quote the key.
  expect(error.cause).toBeUndefined();
  expect(error.message).not.toContain(text.split("\n")[1]);
});
