import { getEventListeners } from "node:events";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createManualClock } from "../clock.js";
import { settle } from "../testing/queue.js";
import type { Limiter } from "./limiter.js";
import { createSlidingWindowLimiter } from "./sliding-window-limiter.js";

const protocol = { id: 3248, rateLimit: { requests: 3, perSeconds: 30 } };
const windowMs = 30_000;
const never = new AbortController().signal;

function setup() {
  const clock = createManualClock();
  const limiter = createSlidingWindowLimiter({ clock });
  const entered: string[] = [];
  const enter = async (name: string, signal = never, of = protocol) => {
    const leave = await limiter.acquire(of, signal);
    entered.push(name);
    return leave;
  };
  return { clock, limiter, entered, enter };
}

async function fill(limiter: Limiter): Promise<(() => void)[]> {
  return await Promise.all([1, 2, 3].map(() => limiter.acquire(protocol, never)));
}

describe("sliding window limiter", () => {
  it("lets a burst of as many as the limit pass at once", async () => {
    const { entered, enter, clock } = setup();
    await Promise.all([enter("a"), enter("b"), enter("c")]);
    expect(entered).toEqual(["a", "b", "c"]);
    expect(clock.scheduled).toBe(0);
  });

  it("holds the next one back until more than the window after the first reply", async () => {
    const { clock, limiter, entered, enter } = setup();
    const [first, second] = await fill(limiter);
    const waiting = enter("d");
    clock.advance(500);
    first?.();
    clock.advance(100);
    second?.();
    clock.advance(windowMs - 100);
    await settle();
    expect(clock.nowMs()).toBe(500 + windowMs);
    expect(entered).toEqual([]);
    clock.advance(1);
    await waiting;
    expect(entered).toEqual(["d"]);
  });

  it("holds the next one back as long as no request was answered", async () => {
    const { clock, limiter, entered, enter } = setup();
    await fill(limiter);
    void enter("d");
    clock.advance(10 * windowMs);
    await settle();
    expect(entered).toEqual([]);
    expect(clock.scheduled).toBe(0);
  });

  it("serves in the order of arrival", async () => {
    const { clock, limiter, entered, enter } = setup();
    const leaves = await fill(limiter);
    const waiting = ["d", "e", "f", "g"].map((name) => enter(name));
    for (const leave of leaves) leave();
    clock.advance(windowMs + 1);
    await Promise.all(waiting.slice(0, 3));
    await settle();
    expect(entered).toEqual(["d", "e", "f"]);
  });

  it("does not let a latecomer overtake who waits", async () => {
    const { clock, limiter, entered, enter } = setup();
    const [first] = await fill(limiter);
    const waiting = enter("d");
    first?.();
    clock.advance(windowMs);
    void enter("late");
    await settle();
    expect(entered).toEqual([]);
    clock.advance(1);
    await waiting;
    await settle();
    expect(entered).toEqual(["d"]);
  });

  it("rejects with the reason when aborted while waiting, and frees the place in line", async () => {
    const { clock, limiter, entered, enter } = setup();
    const [first] = await fill(limiter);
    const abort = new AbortController();
    const given = enter("given up", abort.signal);
    const next = enter("next");
    const reason = new Error("no longer needed");
    abort.abort(reason);
    await expect(given).rejects.toBe(reason);
    first?.();
    clock.advance(windowMs + 1);
    await next;
    expect(entered).toEqual(["next"]);
  });

  it("rejects at once with the reason when aborted before", async () => {
    const { limiter } = setup();
    const reason = new Error("too late");
    await expect(limiter.acquire(protocol, AbortSignal.abort(reason))).rejects.toBe(reason);
    await fill(limiter);
  });

  it("lets go of the signal once the request has entered", async () => {
    const { clock, limiter, enter } = setup();
    const abort = new AbortController();
    const [first] = await fill(limiter);
    const waiting = enter("d", abort.signal);
    expect(getEventListeners(abort.signal, "abort")).toHaveLength(1);
    first?.();
    clock.advance(windowMs + 1);
    await waiting;
    expect(getEventListeners(abort.signal, "abort")).toHaveLength(0);
  });

  it("counts a request that leaves twice once", async () => {
    const { clock, limiter, entered, enter } = setup();
    const [first] = await fill(limiter);
    first?.();
    first?.();
    const waiting = [enter("d"), enter("e")];
    clock.advance(windowMs + 1);
    await waiting[0];
    await settle();
    expect(entered).toEqual(["d"]);
  });

  it("keeps a window for each protocol", async () => {
    const { limiter, entered, enter } = setup();
    await fill(limiter);
    await enter("other", never, { id: 3249, rateLimit: protocol.rateLimit });
    expect(entered).toEqual(["other"]);
  });

  it("lets a protocol without a limit pass always", async () => {
    const { limiter, clock } = setup();
    for (let count = 0; count < 100; count++) await limiter.acquire({ id: 1 }, never);
    expect(clock.scheduled).toBe(0);
  });

  it("leaves no timer when nobody waits any more", async () => {
    const { clock, limiter, enter } = setup();
    const leaves = await fill(limiter);
    for (const leave of leaves) leave();
    expect(clock.scheduled).toBe(0);
    const abort = new AbortController();
    const waiting = enter("d", abort.signal);
    await settle();
    expect(clock.scheduled).toBe(1);
    abort.abort();
    await expect(waiting).rejects.toThrow();
    expect(clock.scheduled).toBe(0);
  });

  it("never lets more pass within any window than the limit, and lets all pass in the end", async () => {
    const request = fc.record({ arrivesMs: fc.nat({ max: 5000 }), takesMs: fc.nat({ max: 1500 }) });
    const limit = fc.record({ requests: fc.integer({ min: 1, max: 4 }), perSeconds: fc.integer({ min: 1, max: 2 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 25 }), limit, async (requests, rateLimit) => {
        const clock = createManualClock();
        const limiter = createSlidingWindowLimiter({ clock });
        const sentMs: number[] = [];
        let answered = 0;
        for (const { arrivesMs, takesMs } of requests) {
          clock.schedule(async () => {
            const leave = await limiter.acquire({ id: 1, rateLimit }, never);
            sentMs.push(clock.nowMs());
            clock.schedule(() => {
              leave();
              answered++;
            }, takesMs);
          }, arrivesMs);
        }
        for (let step = 0; answered < requests.length && step < 10_000; step++) {
          clock.advance(25);
          for (let turn = 0; turn < 4; turn++) await null;
        }
        expect(answered).toBe(requests.length);
        expect(clock.scheduled).toBe(0);
        const lengthMs = rateLimit.perSeconds * 1000;
        for (const [index, firstMs] of sentMs.entries()) {
          const tooSoon = sentMs.slice(index).filter((timeMs) => timeMs - firstMs <= lengthMs);
          expect(tooSoon.length).toBeLessThanOrEqual(rateLimit.requests);
        }
      }),
      { numRuns: 60 },
    );
  });
});
