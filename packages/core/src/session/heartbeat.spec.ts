import { settle } from "@opend/test-kit/queue";
import { describe, expect, it } from "vitest";
import { GetUserInfo } from "../gen/protocols/GetUserInfo.js";
import { InitConnect } from "../gen/protocols/InitConnect.js";
import { InitWebSocket } from "../gen/protocols/InitWebSocket.js";
import { KeepAlive } from "../gen/protocols/KeepAlive.js";
import { Qot_GetShortInterest } from "../gen/protocols/Qot_GetShortInterest.js";
import { rejectionOf } from "../testing/caught.js";
import { reply } from "../testing/fake-gateway.js";
import { type OpenSession, openTcpSession, openWebSocketSession } from "../testing/open-session.js";
import { shakeHandsOverTcp } from "./tcp-handshake.js";
import { shakeHandsOverWebSocket } from "./websocket-handshake.js";

const credentials = { keyMd5: undefined, rsaKey: undefined };

async function openWithHeartbeat(keepAliveInterval: number): Promise<OpenSession> {
  const open = await openTcpSession();
  const greeting = shakeHandsOverTcp(open.session, credentials, "spec", {});
  const s2c = { serverVer: 1011, loginUserID: 1n, connID: 7n, connAESKey: "0123456789abcdef", keepAliveInterval };
  reply(open.peer, await open.peer.next(), InitConnect, { s2c });
  expect(await greeting).toEqual({ connectionId: "7", serverVersion: 1011 });
  return open;
}

/** Waits for the next heartbeat, answers it, and returns the time in it. */
async function answerBeat({ session, peer }: OpenSession): Promise<bigint | undefined> {
  const beat = await peer.next();
  expect(beat.protocolId).toBe(1004);
  reply(peer, beat, KeepAlive, { s2c: { time: 1n } });
  // Once this request is answered, the reply to the heartbeat has arrived too.
  const last = session.exchange(Qot_GetShortInterest, { security: { market: 1, code: "00700" } });
  reply(peer, await peer.next(), Qot_GetShortInterest, {});
  await last;
  return KeepAlive.request.decode(beat.body).c2s?.time;
}

describe("heartbeat", () => {
  it("is sent at the announced interval, with the time in seconds", async () => {
    const open = await openWithHeartbeat(10);
    const { clock } = open;
    for (const seconds of [10n, 20n, 30n]) {
      clock.advance(9_999);
      expect(clock.scheduled).toBe(1);
      clock.advance(1);
      expect(await answerBeat(open)).toBe(seconds);
    }
  });

  it("is not sent before the handshake", async () => {
    const { clock } = await openTcpSession();
    expect(clock.scheduled).toBe(0);
  });

  it("does not flood a gateway that announces no interval", async () => {
    const open = await openWithHeartbeat(0);
    open.clock.advance(999);
    expect(open.clock.scheduled).toBe(1);
    open.clock.advance(1);
    expect(await answerBeat(open)).toBe(1n);
  });

  it("that is not answered within an interval ends the session", async () => {
    const { session, peer, clock } = await openWithHeartbeat(10);
    const request = rejectionOf(
      session.request(Qot_GetShortInterest, { security: { market: 1, code: "00700" } }, { timeoutMs: 60_000 }),
    );
    await peer.next();
    clock.advance(10_000);
    expect((await peer.next()).protocolId).toBe(1004);
    clock.advance(9_999);
    await settle();
    clock.advance(1);
    const cause = await session.closed;
    expect(cause).toMatchObject({ code: "ConnectionLost", sent: true });
    expect(cause?.message).toContain("heartbeat");
    expect(await request).toMatchObject({ code: "ConnectionLost", sent: true });
    await settle();
    expect(clock.scheduled).toBe(0);
    expect(await peer.ended).toBe(true);
  });

  it("is skipped while bytes arrive, but not for so long that the gateway would miss it", async () => {
    const { session, peer, clock } = await openWithHeartbeat(10);
    const protocols: number[] = [];
    for (let second = 5; second <= 60; second += 5) {
      clock.advance(5_000);
      const answer = session.exchange(Qot_GetShortInterest, { security: { market: 1, code: "00700" } });
      for (let isAnswered = false; !isAnswered; ) {
        const request = await peer.next();
        protocols.push(request.protocolId);
        isAnswered = request.protocolId !== KeepAlive.id;
        if (isAnswered) reply(peer, request, Qot_GetShortInterest, {});
        else reply(peer, request, KeepAlive, { s2c: { time: 1n } });
      }
      await answer;
    }
    // At 25 and 50 seconds: the gateway cuts a connection after 30 seconds without a heartbeat.
    expect(protocols.filter((id) => id === KeepAlive.id)).toHaveLength(2);
  });

  it("is due one interval after the last byte, neither earlier nor later", async () => {
    const open = await openWithHeartbeat(1);
    const { clock, session, peer } = open;
    const beatsMs: number[] = [];
    // Each reply takes 10 ms.
    for (let dueMs = 1_000; dueMs < 5_500; dueMs += 1_010) {
      clock.advance(dueMs - clock.nowMs());
      const beat = await peer.next();
      expect(beat.protocolId).toBe(KeepAlive.id);
      beatsMs.push(clock.nowMs());
      clock.advance(10);
      reply(peer, beat, KeepAlive, { s2c: { time: 1n } });
      while (session.lastReceivedMs < clock.nowMs()) await settle();
    }
    expect(beatsMs).toEqual([1_000, 2_010, 3_020, 4_030, 5_040]);
    // A reply in between postpones it.
    clock.advance(600);
    const answer = session.exchange(Qot_GetShortInterest, { security: { market: 1, code: "00700" } });
    reply(peer, await peer.next(), Qot_GetShortInterest, {});
    await answer;
    clock.advance(999);
    const next = peer.next();
    expect(await Promise.race([next, settle()])).toBeUndefined();
    clock.advance(1);
    expect((await next).protocolId).toBe(KeepAlive.id);
  });

  it("accepts any byte as a sign of life", async () => {
    const { session, peer, clock } = await openWithHeartbeat(10);
    clock.advance(10_000);
    expect((await peer.next()).protocolId).toBe(KeepAlive.id);
    clock.advance(5_000);
    const answer = session.exchange(Qot_GetShortInterest, { security: { market: 1, code: "00700" } });
    reply(peer, await peer.next(), Qot_GetShortInterest, {});
    await answer;
    clock.advance(5_000);
    expect(await Promise.race([session.closed, "open"])).toBe("open");
  });

  it("over WebSocket sends a small request instead, and detects a missing reply", async () => {
    const { session, peer, clock } = await openWebSocketSession();
    const greeting = shakeHandsOverWebSocket(session, credentials, "spec", {});
    reply(peer, await peer.next(), InitWebSocket, { s2c: { connID: 7n } });
    await greeting;
    clock.advance(10_000);
    const beat = await peer.next();
    expect(beat.protocolId).toBe(GetUserInfo.id);
    reply(peer, beat, GetUserInfo, { s2c: {} });
    await settle();
    while (session.lastReceivedMs < 10_000) await settle();
    clock.advance(10_000);
    expect((await peer.next()).protocolId).toBe(GetUserInfo.id);
    clock.advance(10_000);
    expect(await session.closed).toMatchObject({ code: "ConnectionLost" });
    await settle();
    expect(clock.scheduled).toBe(0);
  });

  it("stops with the session", async () => {
    const { session, clock } = await openWithHeartbeat(10);
    expect(clock.scheduled).toBe(1);
    await session.close();
    await settle();
    expect(clock.scheduled).toBe(0);
  });

  it("stops with the session while one is in flight", async () => {
    const { session, peer, clock } = await openWithHeartbeat(10);
    clock.advance(10_000);
    await peer.next();
    await session.close();
    await settle();
    expect(clock.scheduled).toBe(0);
    expect(await session.closed).toBeUndefined();
  });

  it("stops when the gateway goes away", async () => {
    const { session, peer, clock } = await openWithHeartbeat(10);
    peer.end();
    await session.closed;
    await settle();
    expect(clock.scheduled).toBe(0);
  });
});
