import { type AesSecrets, createAesCipher, type PacketCipher } from "./aes-cipher.js";
import type { BodyCipher } from "./body-cipher.js";
import { createRsaCipher } from "./rsa-cipher.js";

/** InitConnect: the one protocol under RSA. */
const handshakeId = 1001;

/** The encryption of one TCP connection: RSA for the handshake, then AES with the secrets that the handshake gave. */
export class PacketEncryption {
  readonly #rsa: BodyCipher;
  #aes: BodyCipher | undefined;

  /** @throws `InvalidOption` when the text is not an RSA private key */
  constructor(rsaKey: string) {
    this.#rsa = createRsaCipher(rsaKey);
  }

  /** From now on packets are encrypted with this cipher. */
  start(cipher: PacketCipher, secrets: AesSecrets): void {
    this.#aes = createAesCipher(cipher, secrets);
  }

  /** What the body of a packet is encrypted with; undefined: with nothing. */
  cipherFor(protocolId: number): BodyCipher | undefined {
    return protocolId === handshakeId ? this.#rsa : this.#aes;
  }
}
