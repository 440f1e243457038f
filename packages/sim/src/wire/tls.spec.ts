import { once } from "node:events";
import { connect } from "node:net";
import { inspect } from "node:util";
import { GetUserInfo, InitWebSocket } from "@opend/core/protocols";
import { createTestCertificates } from "@opend/test-kit/certificates";
import { describe, expect, it } from "vitest";
import { start } from "../testing/gateways.js";
import { bodyOf, enterTcp, openWebSocket } from "../testing/raw-client.js";

const { ca, server, otherName } = await createTestCertificates();

describe("a gateway with a certificate", () => {
  it("serves wss://", async () => {
    const gateway = await start({ tls: server });
    expect(gateway.wsUrl).toMatch(/^wss:\/\/127\.0\.0\.1:\d+$/);
    const client = await openWebSocket(gateway, ca.cert);
    expect((await client.ask(InitWebSocket, {})).retType).toBe(0);
    expect(bodyOf(await client.ask(GetUserInfo, {})).isAppNNOrMM).toBe(true);
    gateway.dropConnections();
    await client.closed;
    expect(gateway.violations).toEqual([]);
  });

  it("still serves plain TCP", async () => {
    const gateway = await start({ tls: server });
    expect(gateway.tcpUrl).toMatch(/^tcp:/);
    expect(bodyOf(await (await enterTcp(gateway)).ask(GetUserInfo, {})).isAppNNOrMM).toBe(true);
  });

  it("admits no client that does not trust it, and counts no request", async () => {
    const gateway = await start({ tls: server });
    await expect(openWebSocket(gateway)).rejects.toMatchObject({ code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
    expect([gateway.connections, gateway.requestCount(InitWebSocket)]).toEqual([0, 0]);
  });

  it("closes even if a client never completes the TLS handshake", async () => {
    const gateway = await start({ tls: server });
    const silent = connect({ host: "127.0.0.1", port: Number(new URL(gateway.wsUrl ?? "").port) });
    silent.on("error", () => {});
    const closed = once(silent, "close");
    await once(silent, "connect");
    await gateway.close();
    await closed;
  });

  it("does not show its private key", async () => {
    const gateway = await start({ tls: server });
    const printed = inspect(gateway, { depth: 20, showHidden: true, getters: true });
    for (const line of server.key.trim().split("\n").slice(1, -1)) expect(printed).not.toContain(line);
  });
});

it.each([
  ["an invalid certificate", { ...server, cert: "certificate" }],
  ["an invalid key", { ...server, key: "key" }],
  ["the key of another certificate", { ...server, key: otherName.key }],
])("%s is refused before any port opens, without showing the key", async (_, tls) => {
  const error: unknown = await start({ tls }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: "InvalidOption", option: "tls" });
  for (const line of tls.key.trim().split("\n").slice(1, -1)) expect(inspect(error)).not.toContain(line);
});
