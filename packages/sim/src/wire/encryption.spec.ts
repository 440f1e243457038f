import { generateKeyPairSync } from "node:crypto";
import { Common, GetUserInfo, InitConnect, InitWebSocket } from "@opend/core/protocols";
import { type PacketCipher, PacketEncryption } from "@opend/core/wire";
import { describe, expect, it } from "vitest";
import { start } from "../testing/gateways.js";
import { bodyOf, initConnect, openTcp, openWebSocket } from "../testing/raw-client.js";

const rsaKey = generatePem();
const { PacketEncAlgo } = Common;

function generatePem(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  return privateKey.export({ type: "pkcs1", format: "pem" }).toString();
}

describe("a gateway with an RSA key", () => {
  it.each<[PacketCipher, number | undefined, boolean]>([
    ["AES_CBC", PacketEncAlgo.AES_CBC, true],
    ["AES_ECB", PacketEncAlgo.AES_ECB, false],
    ["FTAES_ECB", PacketEncAlgo.FTAES_ECB, false],
    ["FTAES_ECB", undefined, false],
  ])("continues with %s when the client requests %s", async (cipher, packetEncAlgo, hasVector) => {
    const encryption = new PacketEncryption(rsaKey);
    const client = await openTcp(await start({ rsaKey }), encryption);
    const greeting = bodyOf(await client.ask(InitConnect, { ...initConnect, packetEncAlgo }));
    // Clients use AES_CBC when there is a vector.
    expect(greeting.aesCBCiv !== undefined).toBe(hasVector);
    encryption.start(cipher, { key: greeting.connAESKey, iv: greeting.aesCBCiv });
    expect(bodyOf(await client.ask(GetUserInfo, {})).isAppNNOrMM).toBe(true);
  });

  it("answers a handshake without a cipher unencrypted, and stays unencrypted", async () => {
    const encryption = new PacketEncryption(rsaKey);
    const client = await openTcp(await start({ rsaKey }), encryption);
    const greeting = client.ask(InitConnect, { ...initConnect, packetEncAlgo: PacketEncAlgo.None });
    encryption.stop();
    expect(bodyOf(await greeting).serverVer).toBe(1011);
    expect(bodyOf(await client.ask(GetUserInfo, {})).isAppNNOrMM).toBe(true);
  });

  it.each([
    ["nothing", undefined],
    ["another key", generatePem()],
  ])("cuts a client that encrypts with %s", async (_, key) => {
    const gateway = await start({ rsaKey });
    const client = await openTcp(gateway, key === undefined ? undefined : new PacketEncryption(key));
    await expect(client.ask(InitConnect, initConnect)).rejects.toThrow("closed");
    expect(gateway.violations).toMatchObject([{ kind: "DecryptionFailed", transport: "tcp" }]);
    expect(gateway.connections).toBe(0);
  });

  it("requires the key in the WebSocket handshake", async () => {
    const gateway = await start({ rsaKey });
    for (const [RSAPrivateKey, error] of [
      [undefined, "RSA key error"],
      [generatePem(), "RSA key error"],
      [`${rsaKey}\n`, undefined],
    ] as const) {
      const client = await openWebSocket(gateway);
      client.sendFrame({ protocolId: 1, serial: 1, body: InitWebSocket.request.encode({ c2s: { RSAPrivateKey } }) });
      expect((await client.nextFrame()).relayError?.message).toBe(error);
    }
    expect(gateway.violations.map(({ kind, message }) => [kind, message])).toEqual([
      ["KeyRefused", "the RSA key is required and none was given"],
      ["KeyRefused", "the RSA key is wrong"],
    ]);
  });
});

it("an invalid key is refused before any port opens", async () => {
  await expect(start({ rsaKey: "key" })).rejects.toMatchObject({ code: "InvalidOption", option: "rsaKey" });
});
