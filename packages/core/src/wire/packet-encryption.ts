import { type AesSecrets, createAesCipher, type PacketCipher } from "./aes-cipher.js";
import type { BodyCipher } from "./body-cipher.js";
import { createRsaCipher } from "./rsa-cipher.js";

/** InitConnect: the only protocol that is encrypted with RSA. */
const handshakeId = 1001;

/** The encryption of one TCP connection: RSA for the handshake, then AES with the secrets from the handshake. */
export class PacketEncryption {
  readonly #rsa: BodyCipher;
  #aes: BodyCipher | undefined;
  #isStopped = false;

  /** @throws `InvalidOption` when `rsaKey` is not an RSA private key */
  constructor(rsaKey: string) {
    this.#rsa = createRsaCipher(rsaKey);
  }

  /** Encrypts all further packets with this cipher. */
  start(cipher: PacketCipher, secrets: AesSecrets): void {
    this.#aes = createAesCipher(cipher, secrets);
  }

  /** Turns encryption off, including that of the handshake's reply. Called when the client asked for no cipher. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Returns the cipher for the body of a packet, or undefined when the body is not encrypted. */
  cipherFor(protocolId: number): BodyCipher | undefined {
    if (this.#isStopped) return undefined;
    return protocolId === handshakeId ? this.#rsa : this.#aes;
  }
}
