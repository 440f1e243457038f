import { Common, InitConnect } from "@opend/core/protocols";
import type { PacketCipher, PacketEncryption } from "@opend/core/wire";

const { None: none, FTAES_ECB: ftAesEcb, AES_ECB: aesEcb, AES_CBC: aesCbc } = Common.PacketEncAlgo;
const ciphers: ReadonlyMap<number, PacketCipher> = new Map([
  [ftAesEcb, "FTAES_ECB"],
  [aesEcb, "AES_ECB"],
  [aesCbc, "AES_CBC"],
]);

/** Switches a connection from the RSA of its handshake to the cipher that the client asked for in the handshake. */
export function startEncryption(encryption: PacketEncryption, request: Uint8Array, reply: Uint8Array): void {
  const packetEncAlgo = InitConnect.request.decode(request).c2s?.packetEncAlgo ?? ftAesEcb;
  const s2c = InitConnect.response.decode(reply).s2c;
  const cipher = ciphers.get(packetEncAlgo);
  if (packetEncAlgo === none) encryption.stop();
  else if (cipher && s2c) encryption.start(cipher, { key: s2c.connAESKey, iv: s2c.aesCBCiv });
}
