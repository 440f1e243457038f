import { createHash, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thrownBy } from "../testing/caught.js";
import { createAesCipher, type PacketCipher } from "./aes-cipher.js";

const ciphers: readonly PacketCipher[] = ["AES_CBC", "AES_ECB", "FTAES_ECB"];

/** The key of the examples in FIPS 197, and its bytes reversed: public numbers, not secrets. */
const example = {
  key: String.fromCharCode(...Array.from({ length: 16 }, (_, index) => index)),
  iv: String.fromCharCode(...Array.from({ length: 16 }, (_, index) => 15 - index)),
};

function body(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => index % 251);
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 32);
}

// The length of the body, then the length and SHA-256 of the output of the OpenSSL command line. For FTAES_ECB, the
// zeros and the last block were added by hand.
describe.each<[PacketCipher, readonly (readonly [number, number, string])[]]>([
  [
    "AES_CBC",
    [
      [0, 16, "fdc6333928e500823df464c91fc61e5b"],
      [1, 16, "958a523dfcadc30ed276502f270bfd02"],
      [15, 16, "ba314660236671fba2e4d9a762d3b513"],
      [16, 32, "28439bf22dff254f88828a395a25ae47"],
      [17, 32, "12e33c40a292f60ae07e7bccd1dffc24"],
      [4096, 4112, "523d0f043b824996cc37a80f0f0b2b81"],
    ],
  ],
  [
    "AES_ECB",
    [
      [0, 16, "8133481e62398b42cd14d5cec0e428bb"],
      [1, 16, "8964b4a36f500775a4e920823b977e4d"],
      [15, 16, "f6f9d07758f4def062da8a1404e2a92b"],
      [16, 32, "1da1bbb85db6a14739d78cc25a3aad92"],
      [17, 32, "691b9cb6236d16f2785774382ca97590"],
      [4096, 4112, "719426eb44a46555fbfc1a62fe8627b7"],
    ],
  ],
  [
    "FTAES_ECB",
    [
      [0, 16, "374708fff7719dd5979ec875d56cd228"],
      [1, 32, "226009978294e7533fa9354976c76fc1"],
      [15, 32, "6f50312c7ec6450cb6926c55ac63556d"],
      [16, 32, "41d8d4c4d7f511a5026ab82bbc1c3bb2"],
      [17, 48, "1a78d9dd37d94c73ac3f896b14d54cf8"],
      [4096, 4112, "82ad9f1bf426c006802905ff83571807"],
    ],
  ],
])("%s", (cipher, vectors) => {
  it.each(vectors)("of a body of %i bytes matches OpenSSL", (length, encryptedLength, sha256) => {
    const encrypted = createAesCipher(cipher, example).encrypt(body(length));
    expect(encrypted).toHaveLength(encryptedLength);
    expect(digest(encrypted)).toBe(sha256);
    expect(createAesCipher(cipher, example).decrypt(encrypted)).toEqual(body(length));
  });

  it("starts anew with every packet", () => {
    const aes = createAesCipher(cipher, example);
    expect(aes.encrypt(body(40))).toEqual(aes.encrypt(body(40)));
  });

  it("starts anew in both directions, whatever came before, even after a failed decryption", () => {
    const bodies = fc.array(fc.uint8Array({ maxLength: 70 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(bodies, fc.uint8Array({ minLength: 32, maxLength: 32 }), (list, rubbish) => {
        const aes = createAesCipher(cipher, example);
        const encrypted = list.map((bytes) => aes.encrypt(bytes));
        expect(encrypted).toEqual(list.map((bytes) => createAesCipher(cipher, example).encrypt(bytes)));
        for (const [index, bytes] of encrypted.entries()) {
          expect(aes.decrypt(bytes)).toEqual(list[index]);
          try {
            aes.decrypt(rubbish);
          } catch {}
          expect(aes.decrypt(encrypted[0] ?? rubbish)).toEqual(list[0]);
        }
      }),
    );
  });

  it("returns any body under any key unchanged", () => {
    const secret = fc.string({ unit: "grapheme-ascii", minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(secret, secret, fc.uint8Array({ maxLength: 200 }), (key, iv, bytes) => {
        const aes = createAesCipher(cipher, { key, iv });
        expect(aes.decrypt(aes.encrypt(bytes))).toEqual(bytes);
      }),
    );
  });

  it("refuses incomplete blocks and an empty input", () => {
    const aes = createAesCipher(cipher, example);
    for (const length of [0, 1, 15, 17, 31])
      expect(thrownBy(() => aes.decrypt(body(length))).code).toBe("DecryptionFailed");
  });

  it("throws nothing but DecryptionFailed, whatever the bytes", () => {
    const aes = createAesCipher(cipher, example);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        try {
          aes.decrypt(bytes);
        } catch (error) {
          expect(error).toMatchObject({ code: "DecryptionFailed" });
        }
      }),
    );
  });
});

it.each(ciphers)("%s requires a key of 16 bytes, and does not reveal a wrong one", (cipher) => {
  const key = randomBytes(6).toString("hex");
  const error = thrownBy(() => createAesCipher(cipher, { key, iv: example.iv }));
  expect(error).toMatchObject({ code: "DecryptionFailed", message: expect.stringContaining("12 bytes") });
  expect(String(error)).not.toContain(key);
});

it("AES_CBC requires a vector", () => {
  expect(thrownBy(() => createAesCipher("AES_CBC", { key: example.key, iv: undefined })).code).toBe("DecryptionFailed");
});

it("FTAES_ECB refuses a last block with an invalid length", () => {
  const aes = createAesCipher("FTAES_ECB", example);
  const encrypted = aes.encrypt(body(20));
  encrypted[encrypted.length - 1] = 16;
  expect(thrownBy(() => aes.decrypt(encrypted)).code).toBe("DecryptionFailed");
});
