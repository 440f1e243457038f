import { getEventListeners } from "node:events";
import { settle } from "@opend/test-kit/queue";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createManualClock } from "../base/clock.js";
import type { LimitedProtocol, Limiter } from "./limiter.js";
import { createSlidingWindowLimiter } from "./sliding-window-limiter.js";

const protocol = { id: 3248, name: "Qot_Sample", rateLimit: { requests: 3, perSeconds: 30 } };
const windowMs = 30_000;
const never = new AbortController().signal;

function setup() {
  const clock = createManualClock();
  const limiter = createSlidingWindowLimiter({ clock });
  const entered: string[] = [];
  const enter = async (name: string, signal = never, of: LimitedProtocol = protocol) => {
    const leave = await limiter.acquire({ protocol: of }, { signal });
    entered.push(name);
    return leave;
  };
  return { clock, limiter, entered, enter };
}

async function fill(limiter: Limiter): Promise<(() => void)[]> {
  return await Promise.all([1, 2, 3].map(() => limiter.acquire({ protocol }, { signal: never })));
}

describe("sliding window limiter", () => {
  it("lets a burst up to the limit pass immediately", async () => {
    const { entered, enter, clock } = setup();
    await Promise.all([enter("a"), enter("b"), enter("c")]);
    expect(entered).toEqual(["a", "b", "c"]);
    expect(clock.scheduled).toBe(0);
  });

  it("delays the next request until more than a window after the first reply", async () => {
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

  it("delays the next request as long as no request was answered", async () => {
    const { clock, limiter, entered, enter } = setup();
    await fill(limiter);
    void enter("d");
    clock.advance(10 * windowMs);
    await settle();
    expect(entered).toEqual([]);
    expect(clock.scheduled).toBe(0);
  });

  it("serves requests in order of arrival", async () => {
    const { clock, limiter, entered, enter } = setup();
    const leaves = await fill(limiter);
    const waiting = ["d", "e", "f", "g"].map((name) => enter(name));
    for (const leave of leaves) leave();
    clock.advance(windowMs + 1);
    await Promise.all(waiting.slice(0, 3));
    await settle();
    expect(entered).toEqual(["d", "e", "f"]);
  });

  it("does not let a later request overtake a waiting one", async () => {
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

  it("rejects with the reason when aborted while waiting, and frees the place in the queue", async () => {
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

  it("rejects immediately with the reason when aborted before", async () => {
    const { limiter } = setup();
    const reason = new Error("too late");
    await expect(limiter.acquire({ protocol }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await fill(limiter);
  });

  it("releases the signal once the request has entered", async () => {
    const { clock, limiter, enter } = setup();
    const abort = new AbortController();
    const [first] = await fill(limiter);
    const waiting = enter("d", abort.signal);
    expect(getEventListeners(abort.signal, "abort")).toHaveLength(1);
    first?.();
    clock.advance(windowMs + 1);
    await waiting;
    expect(getEventListeners(abort.signal, "abort")).toHaveLength(1);
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
    await enter("other", never, { ...protocol, name: "Qot_Other" });
    expect(entered).toEqual(["other"]);
  });

  it("always lets a protocol without a limit pass", async () => {
    const { limiter, clock } = setup();
    for (let count = 0; count < 100; count++)
      await limiter.acquire({ protocol: { id: 1, name: "Unlimited" } }, { signal: never });
    expect(clock.scheduled).toBe(0);
  });

  it("leaves no timer when no request is waiting", async () => {
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

  describe("a limit that counts per account", () => {
    const perAccount = { ...protocol, rateLimit: { ...protocol.rateLimit, scope: "account" as const } };

    it("has a budget for each account, and drops it when it is empty", async () => {
      const { clock, limiter } = setup();
      for (const account of ["a", "b", undefined]) {
        for (let count = 0; count < 3; count++) {
          const leave = await limiter.acquire({ protocol: perAccount, account }, { signal: never });
          leave();
        }
      }
      expect(limiter.isIdle).toBe(false);
      clock.advance(windowMs);
      expect(limiter.isIdle).toBe(false);
      clock.advance(1);
      expect(limiter.isIdle).toBe(true);
    });

    it("counts requests of another protocol that shares its budget", async () => {
      const { limiter, entered } = setup();
      const sharing = {
        ...perAccount,
        name: "Sharing",
        rateLimit: { ...perAccount.rateLimit, budgetOf: protocol.name },
      };
      for (const of of [perAccount, sharing, perAccount]) {
        await limiter.acquire({ protocol: of, account: "a" }, { signal: never });
      }
      for (const account of ["a", "b"]) {
        void limiter.acquire({ protocol: sharing, account }, { signal: never }).then(() => entered.push(account));
      }
      await settle();
      expect(entered).toEqual(["b"]);
    });

    it("is not divided if it applies to the gateway", async () => {
      const { limiter, entered } = setup();
      await fill(limiter);
      void limiter.acquire({ protocol, account: "b" }, { signal: never }).then(() => entered.push("d"));
      await settle();
      expect(entered).toEqual([]);
    });
  });

  it("keeps the minimum interval between two requests, counted from sending", async () => {
    const { clock, entered, enter } = setup();
    const of = { ...protocol, rateLimit: { ...protocol.rateLimit, minIntervalMs: 20 } };
    await enter("a", never, of);
    const next = [enter("b", never, of), enter("c", never, of)];
    clock.advance(19);
    await settle();
    expect(entered).toEqual(["a"]);
    clock.advance(1);
    await next[0];
    clock.advance(20);
    await next[1];
    expect(clock.nowMs()).toBe(40);
  });

  it("takes no slot for requests that do not count", async () => {
    const { limiter, entered } = setup();
    const request = (isFree: boolean) => limiter.acquire({ protocol, isFree }, { signal: never });
    for (let count = 0; count < 10; count++) await request(true);
    for (let count = 0; count < 3; count++) await request(false);
    await request(true);
    void request(false).then(() => entered.push("too many"));
    await settle();
    expect(entered).toEqual([]);
  });

  describe("after a refusal", () => {
    it("blocks the whole budget, whatever its window has left, and reports it", async () => {
      const { clock, limiter, entered, enter } = setup();
      const leave = await limiter.acquire({ protocol }, { signal: never });
      leave(5000);
      const waits: number[] = [];
      const waiting = limiter.acquire({ protocol }, { signal: never, onWait: (waitMs) => waits.push(waitMs) });
      expect(waits).toEqual([5001]);
      clock.advance(5000);
      void enter("late");
      await settle();
      expect(entered).toEqual([]);
      clock.advance(1);
      await waiting;
    });

    it("also blocks requests that take no slot: protocols without a known limit, and free requests", async () => {
      const { clock, limiter, entered, enter } = setup();
      for (const of of [{ id: 1, name: "Unlimited" }, protocol]) {
        const request = { protocol: of, isFree: true };
        (await limiter.acquire(request, { signal: never }))(1000);
        const waits: number[] = [];
        const waiting = limiter.acquire(request, { signal: never, onWait: (waitMs) => waits.push(waitMs) });
        expect(waits).toEqual([1001]);
        await enter("another protocol", never, { ...protocol, name: `Not ${of.name}` });
        clock.advance(1001);
        await waiting;
      }
      expect(entered).toHaveLength(2);
    });
  });

  describe("reports the expected wait", () => {
    it("by the place in the queue, over more than one window", async () => {
      const { clock, limiter } = setup();
      const leaves = await fill(limiter);
      const waits: number[] = [];
      const wait = () => void limiter.acquire({ protocol }, { signal: never, onWait: (waitMs) => waits.push(waitMs) });
      for (const leave of leaves) {
        leave();
        clock.advance(100);
      }
      for (let count = 0; count < 4; count++) wait();
      expect(waits).toEqual([windowMs - 299, windowMs - 199, windowMs - 99, 2 * windowMs - 298]);
    });

    it("exactly, when every reply arrives immediately", async () => {
      const arrivals = fc.array(fc.nat({ max: 3000 }), { minLength: 1, maxLength: 25 });
      const limit = fc.record({ requests: fc.integer({ min: 1, max: 4 }), perSeconds: fc.integer({ min: 1, max: 2 }) });
      await fc.assert(
        fc.asyncProperty(arrivals, limit, async (arrivesMs, rateLimit) => {
          const clock = createManualClock();
          const limiter = createSlidingWindowLimiter({ clock });
          const told: number[] = [];
          const waited: number[] = [];
          for (const [index, timeMs] of arrivesMs.entries()) {
            told[index] = 0;
            clock.schedule(async () => {
              const onWait = (waitMs: number) => {
                told[index] = waitMs;
              };
              const leave = await limiter.acquire({ protocol: { ...protocol, rateLimit } }, { signal: never, onWait });
              leave();
              waited[index] = clock.nowMs() - timeMs;
            }, timeMs);
          }
          do for (let turn = 0; turn < 8; turn++) await null;
          while (clock.advanceToNext());
          expect(told).toEqual(waited);
        }),
        { numRuns: 60 },
      );
    });

    it("and reports nothing if there is no wait", async () => {
      const { limiter } = setup();
      const onWait = () => expect.unreachable();
      await limiter.acquire({ protocol }, { signal: never, onWait });
    });

    it("and fails the request whose listener throws, and no other", async () => {
      const { clock, limiter, enter } = setup();
      const [first] = await fill(limiter);
      const onWait = () => {
        throw new Error("bad listener");
      };
      await expect(limiter.acquire({ protocol }, { signal: never, onWait })).rejects.toThrow("bad listener");
      const waiting = enter("d");
      first?.();
      clock.advance(windowMs + 1);
      await waiting;
    });
  });

  it("never lets more requests pass in any window than the limit, and eventually lets all pass", async () => {
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
            const leave = await limiter.acquire({ protocol: { ...protocol, rateLimit } }, { signal: never });
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
