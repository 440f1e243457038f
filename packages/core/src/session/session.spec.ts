import { getEventListeners } from "node:events";
import { settle } from "@opend/test-kit/queue";
import { describe, expect, it } from "vitest";
import { KeepAlive } from "../gen/protocols/KeepAlive.js";
import { Notify } from "../gen/protocols/Notify.js";
import { Qot_GetShortInterest } from "../gen/protocols/Qot_GetShortInterest.js";
import type { LogEntry } from "../telemetry/log-entry.js";
import { Telemetry } from "../telemetry/telemetry.js";
import { rejectionOf } from "../testing/caught.js";
import { type Peer, reply } from "../testing/fake-gateway.js";
import { openTcpSession, openWebSocketSession } from "../testing/open-session.js";
import type { Session } from "./session.js";

const c2s = { security: { market: 1, code: "00700" } };
const page = (nextKey: string) => ({ usItemList: [], hkItemList: [], nextKey });

/** Sends a request and answers it. Afterwards both ends have handled everything that was sent before. */
async function roundTrip(session: Session, peer: Peer, nextKey: string): Promise<string | undefined> {
  const answer = session.request(Qot_GetShortInterest, c2s);
  reply(peer, await peer.next(), Qot_GetShortInterest, { s2c: page(nextKey) });
  return (await answer).nextKey;
}

describe.each([
  ["TCP", openTcpSession],
  ["WebSocket", openWebSocketSession],
])("session over %s", (_transport, open) => {
  it("sends the request of the protocol", async () => {
    const { session, peer } = await open();
    void session.request(Qot_GetShortInterest, { ...c2s, num: 5 }).catch(() => {});
    const request = await peer.next();
    expect(request).toMatchObject({ protocolId: 3249, serial: 1 });
    expect(Qot_GetShortInterest.request.decode(request.body).c2s).toMatchObject({ ...c2s, num: 5 });
  });

  it("matches replies to requests when they arrive in another order", async () => {
    const { session, peer } = await open();
    const answers = ["a", "b", "c"].map(() => session.request(Qot_GetShortInterest, c2s));
    const requests = [await peer.next(), await peer.next(), await peer.next()];
    for (const request of requests.reverse()) {
      reply(peer, request, Qot_GetShortInterest, { s2c: page(String(request.serial)) });
    }
    expect((await Promise.all(answers)).map(({ nextKey }) => nextKey)).toEqual(["1", "2", "3"]);
  });

  it.each([
    [-1, false],
    [-100, true],
    [-200, true],
    [-400, false],
    [-500, false],
  ])("rejects a request that the gateway answers with retType %d", async (retType, retryable) => {
    const { session, peer } = await open();
    const answer = rejectionOf(session.request(Qot_GetShortInterest, c2s));
    reply(peer, await peer.next(), Qot_GetShortInterest, { retType, retMsg: "no quote right", errCode: 17 });
    const error = await answer;
    expect(error).toMatchObject({
      code: "GatewayError",
      protocol: "Qot_GetShortInterest",
      retType,
      retMsg: "no quote right",
      errCode: 17,
      retryable,
    });
    expect(error.message).toContain("no quote right");
    expect(await roundTrip(session, peer, "still open")).toBe("still open");
  });

  it("returns an empty body for a reply without one if no field is required", async () => {
    const { session, peer } = await open();
    const answer = session.request(Qot_GetShortInterest, c2s);
    reply(peer, await peer.next(), Qot_GetShortInterest, {});
    expect(await answer).toMatchObject({ usItemList: [], hkItemList: [] });
  });

  it("names the first required field for a reply without a body", async () => {
    const { session, peer } = await open();
    const answer = rejectionOf(session.request(KeepAlive, { time: 1n }));
    reply(peer, await peer.next(), KeepAlive, {});
    expect(await answer).toMatchObject({ code: "MalformedMessage", messageName: "KeepAlive.S2C", path: "time" });
  });

  it("rejects only the request whose reply does not parse", async () => {
    const { session, peer } = await open();
    const answer = rejectionOf(session.request(Qot_GetShortInterest, c2s));
    const { protocolId, serial } = await peer.next();
    peer.send({ protocolId, serial, body: Uint8Array.of(0xff, 0xff) });
    expect((await answer).code).toBe("MalformedMessage");
    expect(await roundTrip(session, peer, "still open")).toBe("still open");
  });

  it("drops frames that no request waits for, counts them, and warns once per protocol", async () => {
    const entries: LogEntry[] = [];
    const { session, peer } = await open({}, new Telemetry({ level: "debug", write: (entry) => entries.push(entry) }));
    const answer = session.request(Qot_GetShortInterest, c2s);
    const { protocolId, serial } = await peer.next();
    const stray = [
      { protocolId, serial: 1_000_003 },
      { protocolId, serial: 0 },
      { protocolId: 3248, serial },
      { protocolId: 9999, serial: 7 },
      { protocolId: 9999, serial: 8 },
    ];
    for (const frame of stray) peer.send({ ...frame, body: Uint8Array.of(0xff) });
    reply(peer, { protocolId, serial }, Qot_GetShortInterest, { s2c: page("x") });
    expect((await answer).nextKey).toBe("x");
    expect(session.telemetry.counters.strayFrames).toBe(5);
    const logged = entries.filter((entry) => entry.event === "stray-frame");
    expect(logged.map(({ level, protocolId: id }) => `${level} ${id}`)).toEqual([
      `warn ${protocolId}`,
      `debug ${protocolId}`,
      "warn 3248",
      "warn 9999",
      "debug 9999",
    ]);
    expect(await roundTrip(session, peer, "still open")).toBe("still open");
  });

  it("sends nothing for a message that lacks a required field", async () => {
    const { session, peer } = await open();
    // @ts-expect-error the code is required
    const error = await rejectionOf(session.request(Qot_GetShortInterest, { security: { market: 1 } }));
    expect(error).toMatchObject({ code: "InvalidMessage", path: "c2s.security.code" });
    expect(await roundTrip(session, peer, "first")).toBe("first");
  });

  it("abandons a request after its timeout, and drops the late reply", async () => {
    const entries: LogEntry[] = [];
    const telemetry = new Telemetry({ level: "debug", write: (entry) => entries.push(entry) });
    const { session, peer, clock } = await open({ timeoutMs: 700 }, telemetry);
    const answer = rejectionOf(session.request(Qot_GetShortInterest, c2s));
    const request = await peer.next();
    clock.advance(699);
    expect(clock.scheduled).toBe(1);
    clock.advance(1);
    const error = await answer;
    expect(error).toMatchObject({ code: "Timeout", timeoutMs: 700, sent: true, retryable: true });
    expect(error.message).toContain("Qot_GetShortInterest");
    reply(peer, request, Qot_GetShortInterest, { s2c: page("late") });
    expect(await roundTrip(session, peer, "second")).toBe("second");
    expect(session.telemetry.counters.strayFrames).toBe(1);
    expect(entries.filter(({ event }) => event === "stray-frame").map(({ level }) => level)).toEqual(["debug"]);
    expect(clock.scheduled).toBe(0);
  });

  it("prefers the timeout of the call to that of the session", async () => {
    const { session, peer, clock } = await open({ timeoutMs: 700 });
    const answer = rejectionOf(session.request(Qot_GetShortInterest, c2s, { timeoutMs: 50 }));
    await peer.next();
    clock.advance(50);
    expect(await answer).toMatchObject({ code: "Timeout", timeoutMs: 50 });
  });

  it("does not settle a request with a push of the same serial number", async () => {
    const { session, peer } = await open();
    const answer = session.request(Qot_GetShortInterest, c2s);
    const request = await peer.next();
    peer.send({ protocolId: Notify.id, serial: request.serial, body: new Uint8Array() });
    reply(peer, request, Qot_GetShortInterest, { s2c: page("reply") });
    expect((await answer).nextKey).toBe("reply");
  });

  it("is not ended by a push of any serial number", async () => {
    const { session, peer } = await open();
    peer.send({ protocolId: Notify.id, serial: 0, body: new Uint8Array() });
    peer.send({ protocolId: Notify.id, serial: 999, body: new Uint8Array() });
    expect(await roundTrip(session, peer, "still open")).toBe("still open");
  });
});

describe("frequency limit of a session", () => {
  const limited = { ...Qot_GetShortInterest, rateLimit: { requests: 1, perSeconds: 30 } };

  it("delays a request until its turn", async () => {
    const { session, peer, clock } = await openTcpSession();
    const first = session.request(limited, c2s);
    const second = session.request(limited, c2s);
    reply(peer, await peer.next(), limited, { s2c: page("first") });
    await first;
    expect(await exchange(session, peer)).toBe(2);
    clock.advance(30_001);
    const held = await peer.next();
    expect(held.serial).toBe(3);
    reply(peer, held, limited, { s2c: page("second") });
    expect((await second).nextKey).toBe("second");
  });

  it("is off with the option limiter: false", async () => {
    const { session, peer } = await openTcpSession({ limiter: false });
    const answers = [session.request(limited, c2s), session.request(limited, c2s)];
    for (const nextKey of ["a", "b"]) reply(peer, await peer.next(), limited, { s2c: page(nextKey) });
    expect((await Promise.all(answers)).map(({ nextKey }) => nextKey)).toEqual(["a", "b"]);
  });

  it("returns the slot when the request fails", async () => {
    const { session, peer, clock } = await openTcpSession({ timeoutMs: 100 });
    const failed = rejectionOf(session.request(limited, c2s));
    await peer.next();
    clock.advance(100);
    expect((await failed).code).toBe("Timeout");
    const answer = session.request(limited, c2s);
    await settle();
    clock.advance(30_001);
    reply(peer, await peer.next(), limited, { s2c: page("next") });
    expect((await answer).nextKey).toBe("next");
  });

  it("rejects waiting requests when the session is closed, and keeps no timer", async () => {
    const { session, peer, clock } = await openTcpSession();
    const first = session.request(limited, c2s);
    reply(peer, await peer.next(), limited, { s2c: page("first") });
    await first;
    const waiting = rejectionOf(session.request(limited, c2s));
    await settle();
    expect(clock.scheduled).toBe(1);
    await session.close();
    expect(await waiting).toMatchObject({ code: "SessionClosed", sent: false });
    expect(clock.scheduled).toBe(0);
  });

  it("rejects waiting requests when the connection is lost", async () => {
    const { session, peer } = await openTcpSession();
    const first = rejectionOf(session.request(limited, c2s));
    await peer.next();
    const waiting = rejectionOf(session.request(limited, c2s));
    peer.end();
    expect(await first).toMatchObject({ code: "ConnectionLost", sent: true });
    expect(await waiting).toMatchObject({ code: "ConnectionLost", sent: false });
  });

  /** A round trip beyond the limit. Returns its serial number. */
  async function exchange(session: Session, peer: Peer): Promise<number> {
    const answer = session.exchange(KeepAlive, { time: 1n });
    const request = await peer.next();
    reply(peer, request, KeepAlive, { s2c: { time: 1n } });
    await answer;
    return request.serial;
  }
});

describe("aborting a request", () => {
  const reason = new Error("the user left");

  it("before it is sent sends nothing", async () => {
    const { session, peer, clock } = await openTcpSession();
    const signal = AbortSignal.abort(reason);
    const error = await rejectionOf(session.request(Qot_GetShortInterest, c2s, { signal }));
    expect(error).toMatchObject({ code: "Aborted", cause: reason, retryable: false });
    expect(error.message).toContain("the user left");
    expect(clock.scheduled).toBe(0);
    const answer = session.request(Qot_GetShortInterest, c2s);
    const request = await peer.next();
    expect(request.serial).toBe(1);
    reply(peer, request, Qot_GetShortInterest, {});
    await answer;
  });

  it("while it waits for its turn sends nothing", async () => {
    const limited = { ...Qot_GetShortInterest, rateLimit: { requests: 1, perSeconds: 30 } };
    const { session, peer, clock } = await openTcpSession();
    const first = session.request(limited, c2s);
    reply(peer, await peer.next(), limited, { s2c: page("first") });
    await first;
    const abort = new AbortController();
    const waiting = rejectionOf(session.request(limited, c2s, { signal: abort.signal }));
    await settle();
    abort.abort(reason);
    expect(await waiting).toMatchObject({ code: "Aborted", cause: reason });
    clock.advance(60_000);
    const next = session.request(limited, c2s);
    const request = await peer.next();
    expect(request.serial).toBe(2);
    reply(peer, request, limited, { s2c: page("next") });
    expect((await next).nextKey).toBe("next");
  });

  it("after it was sent rejects immediately and drops the late reply", async () => {
    const { session, peer, clock } = await openTcpSession();
    const abort = new AbortController();
    const answer = rejectionOf(session.request(Qot_GetShortInterest, c2s, { signal: abort.signal }));
    const request = await peer.next();
    abort.abort(reason);
    expect(await answer).toMatchObject({ code: "Aborted", cause: reason });
    expect(clock.scheduled).toBe(0);
    reply(peer, request, Qot_GetShortInterest, { s2c: page("late") });
    expect(await roundTrip(session, peer, "next")).toBe("next");
  });

  it("after its reply changes nothing", async () => {
    const { session, peer } = await openTcpSession();
    const abort = new AbortController();
    const answer = session.request(Qot_GetShortInterest, c2s, { signal: abort.signal });
    reply(peer, await peer.next(), Qot_GetShortInterest, { s2c: page("reply") });
    expect((await answer).nextKey).toBe("reply");
    expect(getEventListeners(abort.signal, "abort")).toHaveLength(1);
    abort.abort(reason);
    expect(await roundTrip(session, peer, "next")).toBe("next");
  });
});
