/** Encrypts and decrypts the bodies of packets. */
export interface BodyCipher {
  encrypt(plain: Uint8Array): Uint8Array;
  /** @throws `DecryptionFailed` when the bytes cannot be the output of `encrypt` under the same key */
  decrypt(encrypted: Uint8Array): Uint8Array;
}
