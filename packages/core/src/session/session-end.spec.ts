import { describe, expect, it } from "vitest";
import { Qot_GetShortInterest } from "../gen/protocols/Qot_GetShortInterest.js";
import { rejectionOf } from "../testing/caught.js";
import { type Peer, reply } from "../testing/fake-gateway.js";
import { openTcpSession, openWebSocketSession } from "../testing/open-session.js";
import { createTcpFrameCodec } from "../wire/tcp-frame.js";
import type { Session } from "./session.js";

const c2s = { security: { market: 1, code: "00700" } };
const codec = createTcpFrameCodec();

/** Sends three requests that arrive at the gateway. Returns the errors that they end with. */
async function threeInFlight(session: Session, peer: Peer) {
  const errors = [1, 2, 3].map(() => rejectionOf(session.request(Qot_GetShortInterest, c2s)));
  for (const _ of errors) await peer.next();
  return errors;
}

describe.each([
  ["TCP", openTcpSession],
  ["WebSocket", openWebSocketSession],
])("the end of a session over %s", (_transport, open) => {
  it.each(["end", "cut"] as const)("by the gateway (%s) rejects each request in flight at once", async (how) => {
    const { session, peer, clock } = await open();
    const inFlight = await threeInFlight(session, peer);
    peer[how]();
    const errors = await Promise.all(inFlight);
    for (const error of errors) {
      expect(error).toMatchObject({ code: "ConnectionLost", sent: true, retryable: true });
      expect(error.message.match(/is gone/g)).toHaveLength(1);
      expect(error.message).toContain(session.transport.endpoint);
    }
    expect(new Set(errors).size).toBe(3);
    expect(await session.closed).toMatchObject({ code: "ConnectionLost" });
    expect(clock.scheduled).toBe(0);
  });

  it("by the gateway rejects later requests, which were not sent", async () => {
    const { session, peer } = await open();
    peer.end();
    await session.closed;
    const error = await rejectionOf(session.request(Qot_GetShortInterest, c2s));
    expect(error).toMatchObject({ code: "ConnectionLost", sent: false });
    expect(error.message.match(/is gone/g)).toHaveLength(1);
  });

  it("by close() rejects requests in flight and later ones", async () => {
    const { session, peer, clock } = await open();
    const inFlight = await threeInFlight(session, peer);
    await session.close();
    for (const error of await Promise.all(inFlight)) {
      expect(error).toMatchObject({ code: "SessionClosed", sent: true, retryable: false });
    }
    const later = await rejectionOf(session.request(Qot_GetShortInterest, c2s));
    expect(later).toMatchObject({ code: "SessionClosed", sent: false });
    expect(clock.scheduled).toBe(0);
  });

  it("by close() has no cause, even if it is called more than once", async () => {
    const { session, peer } = await open();
    await Promise.all([session.close(), session.close()]);
    expect(await session.closed).toBeUndefined();
    peer.end();
    await session.close();
    expect(await session.closed).toBeUndefined();
  });

  it("by close() is seen by the gateway", async () => {
    const { session, peer } = await open();
    await session.close();
    expect(await peer.ended).toBe(true);
  });

  it("keeps the first cause when close() comes later", async () => {
    const { session, peer } = await open();
    peer.end();
    const cause = await session.closed;
    await session.close();
    expect(await session.closed).toBe(cause);
    expect((await rejectionOf(session.request(Qot_GetShortInterest, c2s))).code).toBe("ConnectionLost");
  });

  it("happens when a block of await using ends", async () => {
    const { session, peer } = await open();
    {
      await using inner = session;
      expect(inner.transport.endpoint).toContain("127.0.0.1");
    }
    expect(await session.closed).toBeUndefined();
    expect(await peer.ended).toBe(true);
  });

  it("happens when the gateway does not speak the protocol", async () => {
    const { session, peer } = await open();
    const inFlight = await threeInFlight(session, peer);
    peer.sendBytes(new TextEncoder().encode(`HTTP/1.1 400 Bad Request\r\n${"-".repeat(100)}`));
    const cause = await session.closed;
    expect(cause?.code).toBe("MalformedFrame");
    for (const error of await Promise.all(inFlight)) expect(error).toBe(cause);
    expect(await peer.ended).toBe(true);
    const later = await rejectionOf(session.request(Qot_GetShortInterest, c2s));
    expect(later).toMatchObject({ code: "ConnectionLost", sent: false, cause });
  });
});

describe("the end of a session over TCP", () => {
  it("happens when the gateway sends a frame over the limit", async () => {
    const { session, peer } = await openTcpSession({ maxFrameBytes: 1000 });
    const inFlight = await threeInFlight(session, peer);
    peer.send({ protocolId: 3249, serial: 1, body: new Uint8Array(1001) });
    const cause = await session.closed;
    expect(cause).toMatchObject({ code: "FrameTooLarge", maxBytes: 1000 });
    for (const error of await Promise.all(inFlight)) expect(error).toBe(cause);
  });

  it("does not lose the reply before a bad frame, however the bytes arrive", async () => {
    const { session, peer } = await openTcpSession();
    const first = session.request(Qot_GetShortInterest, c2s);
    const second = rejectionOf(session.request(Qot_GetShortInterest, c2s));
    await peer.next();
    const reply = codec.encode({ protocolId: 3249, serial: 1, body: Uint8Array.of(8, 0) });
    const garbage = new Uint8Array(44);
    peer.sendBytes(Uint8Array.of(...reply, ...garbage));
    const cause = await session.closed;
    expect(cause?.code).toBe("MalformedFrame");
    expect(await first).toEqual({ usItemList: [], hkItemList: [] });
    expect(await second).toBe(cause);
  });

  it("happens when the gateway sends a wrong SHA-1", async () => {
    const { session, peer } = await openTcpSession();
    const inFlight = await threeInFlight(session, peer);
    const bytes = codec.encode({ protocolId: 3249, serial: 1, body: Uint8Array.of(8, 0) });
    bytes[16] = (bytes[16] ?? 0) ^ 1;
    peer.sendBytes(bytes);
    const cause = await session.closed;
    expect(cause).toMatchObject({ code: "ChecksumMismatch", protocolId: 3249 });
    for (const error of await Promise.all(inFlight)) expect(error).toBe(cause);
  });

  it("happens when the gateway ends its side, even with unread requests", async () => {
    const { session, peer } = await openTcpSession();
    peer.pause();
    const nextKey = "x".repeat(20_000_000);
    const unread = rejectionOf(session.request(Qot_GetShortInterest, { ...c2s, nextKey }));
    peer.end();
    expect(await unread).toMatchObject({ code: "ConnectionLost", sent: true });
  });

  it("does not happen at protocol 2, which has a meaning only over WebSocket", async () => {
    const { session, peer } = await openTcpSession();
    const [first] = await threeInFlight(session, peer);
    peer.send({ protocolId: 2, serial: 1, body: new Uint8Array() });
    const answer = session.request(Qot_GetShortInterest, c2s);
    reply(peer, await peer.next(), Qot_GetShortInterest, {});
    expect(await answer).toEqual({ usItemList: [], hkItemList: [] });
    await session.close();
    expect((await first)?.code).toBe("SessionClosed");
  });

  it("can happen in the middle of a frame", async () => {
    const { session, peer } = await openTcpSession();
    const [first] = await threeInFlight(session, peer);
    peer.sendBytes(codec.encode({ protocolId: 3249, serial: 1, body: new Uint8Array(100) }).subarray(0, 50));
    peer.end();
    expect(await first).toMatchObject({ code: "ConnectionLost", sent: true });
  });
});

describe("the WebSocket relay", () => {
  it.each([
    [1, -100, true],
    [2, -100, true],
    [3, -200, true],
    [9, -1, false],
  ])("error %d rejects the request", async (code, retType, retryable) => {
    const { session, peer } = await openWebSocketSession();
    const answer = rejectionOf(session.request(Qot_GetShortInterest, c2s));
    const { protocolId, serial } = await peer.next();
    peer.send({ protocolId, serial, body: new Uint8Array(), relayError: { code, message: "no reply" } });
    const error = await answer;
    expect(error).toMatchObject({ code: "GatewayError", retType, retMsg: "no reply", retryable });
    const next = session.request(Qot_GetShortInterest, c2s);
    reply(peer, await peer.next(), Qot_GetShortInterest, {});
    expect((await next).hkItemList).toEqual([]);
  });

  it("reports that it lost the gateway, which ends the session", async () => {
    const { session, peer } = await openWebSocketSession();
    const inFlight = await threeInFlight(session, peer);
    peer.send({ protocolId: 2, serial: 0, body: new Uint8Array() });
    for (const error of await Promise.all(inFlight)) {
      expect(error).toMatchObject({ code: "ConnectionLost", sent: true });
      expect(error.message).toContain("relay");
    }
    expect((await session.closed)?.code).toBe("ConnectionLost");
  });

  it("sending a frame over the limit ends the session", async () => {
    const { session, peer } = await openWebSocketSession({ maxFrameBytes: 1000 });
    const [first] = await threeInFlight(session, peer);
    peer.send({ protocolId: 3249, serial: 1, body: new Uint8Array(1001) });
    const cause = await session.closed;
    expect(cause).toMatchObject({ code: "FrameTooLarge", maxBytes: 1000 });
    expect(await first).toBe(cause);
    expect(await peer.ended).toBe(true);
  });

  it("sending a text message ends the session", async () => {
    const { session, peer } = await openWebSocketSession();
    const inFlight = await threeInFlight(session, peer);
    peer.sendText("hello");
    const cause = await session.closed;
    expect(cause?.code).toBe("MalformedFrame");
    for (const error of await Promise.all(inFlight)) expect(error).toBe(cause);
  });
});
