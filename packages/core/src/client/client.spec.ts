import { describe, expect, it } from "vitest";
import { Qot_GetShortInterest } from "../gen/protocols/Qot_GetShortInterest.js";
import { rejectionOf } from "../testing/caught.js";
import { reply, startTcpGateway } from "../testing/fake-gateway.js";
import { greet } from "../testing/greet.js";
import { testProfile } from "../testing/profile.js";
import { Client } from "./client.js";
import { openClientCore } from "./open-client-core.js";

const c2s = { security: { market: 1, code: "00700" } };

async function openClient() {
  const greets = greet({ isAppNNOrMM: true });
  const gateway = await startTcpGateway((request, peer) => {
    greets(request, peer);
    const s2c = { usItemList: [], hkItemList: [], nextKey: "-1" };
    if (request.protocolId === Qot_GetShortInterest.id) reply(peer, request, Qot_GetShortInterest, { s2c });
  });
  const client = new Client(await openClientCore(testProfile(), { env: {}, url: gateway.url, reconnect: false }));
  return { client, gateway, peer: await gateway.accept() };
}

describe("client", () => {
  it("says which gateway it is connected to", async () => {
    const { client, gateway } = await openClient();
    expect(client.gateway).toMatchObject({ brand: "futu", endpoint: gateway.url, transport: "tcp" });
    await client.close();
  });

  it("calls a protocol", async () => {
    const { client } = await openClient();
    expect((await client.call(Qot_GetShortInterest, c2s)).nextKey).toBe("-1");
    await client.close();
  });

  it("passes call options on", async () => {
    const { client } = await openClient();
    const error = await rejectionOf(client.call(Qot_GetShortInterest, c2s, { signal: AbortSignal.abort() }));
    expect(error.code).toBe("Aborted");
    await client.close();
  });

  it("ends with close() or its block, without a cause", async () => {
    const { client, peer } = await openClient();
    {
      await using inner = client;
      expect(inner.gateway.connectionId).toBe("77");
    }
    await client.close();
    expect(await client.closed).toBeUndefined();
    expect(await peer.ended).toBe(true);
    expect((await rejectionOf(client.call(Qot_GetShortInterest, c2s))).code).toBe("SessionClosed");
  });

  it("reports why it ended when the gateway goes away", async () => {
    const { client, peer } = await openClient();
    peer.end();
    expect(await client.closed).toMatchObject({ code: "ConnectionLost", retryable: true });
  });
});
