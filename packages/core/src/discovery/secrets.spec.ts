import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { createTestCertificates } from "@opend/test-kit/certificates";
import { freePort } from "@opend/test-kit/free-port";
import { describe, expect, it } from "vitest";
import { Client } from "../client/client.js";
import type { ConnectOptions } from "../client/connect-options.js";
import { openClientCore } from "../client/open-client-core.js";
import { InitWebSocket } from "../gen/protocols/InitWebSocket.js";
import { Trd_UnlockTrade } from "../gen/protocols/Trd_UnlockTrade.js";
import type { LogEntry } from "../telemetry/log-entry.js";
import { rejectionOf } from "../testing/caught.js";
import { reply, startTcpGateway, startWebSocketGateway } from "../testing/fake-gateway.js";
import { greet } from "../testing/greet.js";
import { testProfile } from "../testing/profile.js";
import { findGateway } from "./find-gateway.js";

const key = randomBytes(12).toString("hex");
const keyMd5 = createHash("md5").update(key).digest("hex");
const { privateKey: rsaKey } = generateKeyPairSync("rsa", {
  modulusLength: 1024,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
});
const secrets = { key, keyMd5, rsaKey, rsaLine: rsaKey.split("\n")[1] ?? rsaKey };

/** Returns the secrets that show in a value, however it is printed. */
function shown(value: unknown): string[] {
  const json = JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner));
  const message = value instanceof Error ? `${value.message} ${value.stack} ${value}` : String(value);
  const text = [json, message, inspect(value, { depth: 10, showHidden: true, maxStringLength: null })].join("\n");
  return Object.entries(secrets).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []));
}

async function failure(options: ConnectOptions) {
  return await rejectionOf(findGateway(testProfile(), { env: {}, key, rsaKey, ...options }));
}

describe("secrets", () => {
  it("are sent to the relay, and appear in neither client nor session", async () => {
    const gateway = await startWebSocketGateway(greet({ isAppNNOrMM: true, keyMd5 }));
    const connected = await openClientCore(testProfile(), { env: {}, url: gateway.url, key, rsaKey });
    const client = new Client(connected);
    const { body } = await (await gateway.accept()).next();
    expect(InitWebSocket.request.decode(body).c2s).toMatchObject({ websocketKey: keyMd5, RSAPrivateKey: rsaKey });
    expect(shown(client)).toEqual([]);
    expect(shown(connected)).toEqual([]);
    await client.close();
    expect(shown(client)).toEqual([]);
  });

  it("appear in no log entry, whatever happens", async () => {
    const entries: LogEntry[] = [];
    const log = (entry: LogEntry) => entries.push(entry);
    const passwordMd5 = createHash("md5").update(key).digest("hex");
    let requests = 0;
    const greets = greet({ isAppNNOrMM: true, keyMd5 });
    const gateway = await startWebSocketGateway((request, peer) => {
      greets(request, peer);
      if (request.protocolId !== Trd_UnlockTrade.id) return;
      requests++;
      if (requests === 1) reply(peer, request, Trd_UnlockTrade, { retType: -1, retMsg: "wrong password" });
      else peer.cut();
    });
    const client = new Client(await openClientCore(testProfile(), { env: {}, url: gateway.url, key, rsaKey, log }));
    for (const code of ["GatewayError", "ConnectionLost"]) {
      const error = await rejectionOf(client.call(Trd_UnlockTrade, { unlock: true, pwdMD5: passwordMd5 }));
      expect(error.code).toBe(code);
    }
    await client.ready();
    await client.close();
    await rejectionOf(openClientCore(testProfile(), { env: {}, url: gateway.url, key: "another", rsaKey, log }));
    const events = new Set(entries.map(({ event }) => event));
    expect(events).toEqual(
      new Set(["connected", "request", "connection-lost", "reconnecting", "reconnected", "closed"]),
    );
    expect(entries.flatMap(shown)).toEqual([]);
  });

  it("are found by this test if they do appear", () => {
    expect(shown({ deep: { er: [key, keyMd5] } })).toEqual(["key", "keyMd5"]);
    expect(shown(new Error("outside", { cause: new Error(rsaKey) }))).toEqual(["rsaLine"]);
  });

  it("do not show when the key is refused", async () => {
    const { url } = await startWebSocketGateway(greet({ keyMd5: "another" }));
    const error = await failure({ url });
    expect(error.code).toBe("KeyRefused");
    expect(shown(error)).toEqual([]);
  });

  it("do not show when the certificate is rejected", async () => {
    const { ca, server } = await createTestCertificates();
    const { url } = await startWebSocketGateway(greet({ isAppNNOrMM: true, keyMd5 }), server);
    const errors = [await failure({ url }), await failure({ url, tls: { fingerprint256: ca.fingerprint256 } })];
    expect(errors.map(({ code }) => code)).toEqual(["CertificateRejected", "CertificateRejected"]);
    expect(errors.flatMap(shown)).toEqual([]);
  });

  it("do not show when nothing listens", async () => {
    const error = await failure({ url: `ws://127.0.0.1:${await freePort()}` });
    expect(error.code).toBe("ConnectFailed");
    expect(shown(error)).toEqual([]);
  });

  it("do not show when the gateway never answers, hangs up or is aborted", async () => {
    const silent = await startWebSocketGateway();
    const rude = await startWebSocketGateway((_request, peer) => peer.end());
    const errors = [
      await failure({ url: silent.url, connectTimeoutMs: 50 }),
      await failure({ url: rude.url }),
      await failure({ url: silent.url, signal: AbortSignal.timeout(20) }),
    ];
    expect(errors.map(({ code }) => code)).toEqual(["Timeout", "ConnectionLost", "Aborted"]);
    expect(errors.flatMap(shown)).toEqual([]);
  });

  it("do not show when the gateway is of the other brand", async () => {
    const { url } = await startWebSocketGateway(greet({ isAppNNOrMM: false, keyMd5 }));
    const error = await failure({ url });
    expect(error.code).toBe("WrongGateway");
    expect(shown(error)).toEqual([]);
  });

  it("do not show when they are passed in the wrong option", async () => {
    const { url } = await startTcpGateway();
    const errors = [
      await failure({ url }),
      await failure({ keyMd5: key }),
      await failure({ url: `ws://user:${key}@127.0.0.1` }),
      await failure({ url: key }),
    ];
    expect(errors.map(({ code }) => code)).toEqual(["HandshakeRefused", "InvalidOption", "InvalidUrl", "InvalidUrl"]);
    expect(errors.flatMap(shown)).toEqual([]);
  });
});
