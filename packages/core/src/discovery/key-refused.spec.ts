import { describe, expect, it } from "vitest";
import { Client } from "../client/client.js";
import { openClientCore } from "../client/open-client-core.js";
import { InitWebSocket } from "../gen/protocols/InitWebSocket.js";
import { rejectionOf } from "../testing/caught.js";
import { type Peer, reply, startWebSocketGateway } from "../testing/fake-gateway.js";
import { greet } from "../testing/greet.js";
import { testProfile } from "../testing/profile.js";
import type { Frame } from "../wire/frame.js";
import { findGateway } from "./find-gateway.js";
import { md5Hex } from "./md5-hex.js";

describe("a WebSocket key that the gateway does not accept", () => {
  /** The error is either in the header of the frame, as the vendor's own client expects it, or in the reply. */
  const conventions = {
    header: (request: Frame, peer: Peer) =>
      peer.send({ ...request, body: new Uint8Array(), relayError: { code: 1001, message: "websocket key error" } }),
    "header, with a number that means something else": (request: Frame, peer: Peer) =>
      peer.send({ ...request, body: new Uint8Array(), relayError: { code: 3, message: "websocket key error" } }),
    reply: (request: Frame, peer: Peer) =>
      reply(peer, request, InitWebSocket, { retType: -1, retMsg: "check the key" }),
  };

  it.each(Object.entries(conventions))("is reported by the %s, as final, with or without a key", async (_, refuse) => {
    const gateway = await startWebSocketGateway(refuse);
    const options = { env: {}, url: gateway.url };
    const refused = await rejectionOf(findGateway(testProfile(), { ...options, key: "another" }));
    expect(refused).toMatchObject({ code: "KeyRefused", retryable: false, endpoint: gateway.url });
    expect(refused.message).toMatch(/key/);
    expect(await rejectionOf(findGateway(testProfile(), options))).toMatchObject({ code: "KeyRequired" });
  });

  it.each(Object.entries(conventions))("ends a reconnecting client, reported by the %s", async (_, refuse) => {
    let dials = 0;
    const greets = greet({ isAppNNOrMM: true, keyMd5: md5Hex("key") });
    const gateway = await startWebSocketGateway((request, peer) => {
      if (request.protocolId === InitWebSocket.id) dials++;
      if (dials > 1) refuse(request, peer);
      else greets(request, peer);
    });
    const options = { env: {}, url: gateway.url, key: "key", log: "off", reconnect: { baseDelayMs: 1 } } as const;
    const client = new Client(await openClientCore(testProfile(), options));
    (await gateway.accept()).cut();
    expect(await client.closed).toMatchObject({ code: "KeyRefused" });
    expect(dials).toBe(2);
  });

  it.each([1, 2, 3])("is not what relay error %d reports: that is a temporary loss of the gateway", async (code) => {
    const gateway = await startWebSocketGateway((request, peer) =>
      peer.send({ ...request, body: new Uint8Array(), relayError: { code, message: "no reply" } }),
    );
    const error = await rejectionOf(findGateway(testProfile(), { env: {}, url: gateway.url, key: "key" }));
    expect(error).toMatchObject({ code: "GatewayError", retryable: true });
  });
});
