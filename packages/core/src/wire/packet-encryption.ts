import { type AesSecrets, createAesCipher, type PacketCipher } from "./aes-cipher.js";
import type { BodyCipher } from "./body-cipher.js";
import { createRsaCipher } from "./rsa-cipher.js";

/** InitConnect: the one protocol under RSA. */
const handshakeId = 1001;

/** The encryption of one TCP connection: RSA for the handshake, then AES with the secrets that the handshake gave. */
export class PacketEncryption {
  readonly #rsa: BodyCipher;
  #aes: BodyCipher | undefined;
  #isStopped = false;

  /** @throws `InvalidOption` when the text is not an RSA private key */
  constructor(rsaKey: string) {
    this.#rsa = createRsaCipher(rsaKey);
  }

  /** From now on packets are encrypted with this cipher. */
  start(cipher: PacketCipher, secrets: AesSecrets): void {
    this.#aes = createAesCipher(cipher, secrets);
  }

  /** From now on nothing is encrypted, not even the reply to the handshake: the client asked for no cipher. */
  stop(): void {
    this.#isStopped = true;
  }

  /** What the body of a packet is encrypted with; undefined: with nothing. */
  cipherFor(protocolId: number): BodyCipher | undefined {
    if (this.#isStopped) return undefined;
    return protocolId === handshakeId ? this.#rsa : this.#aes;
  }
}
