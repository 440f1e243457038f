import { describe, expect, it } from "vitest";
import { createManualClock, systemClock } from "../clock.js";
import { countSharedLimiters, leaseLimiter } from "./shared-limiters.js";

const protocol = { id: 1, rateLimit: { requests: 1, perSeconds: 30 } };
const endpoint = "tcp://127.0.0.1:11111";
const never = new AbortController().signal;

describe("the limiters of a process", () => {
  it("are one for each endpoint and clock", () => {
    const clock = createManualClock();
    const first = leaseLimiter(endpoint, clock);
    expect(leaseLimiter(endpoint, clock).limiter).toBe(first.limiter);
    expect(leaseLimiter("tcp://127.0.0.1:11112", clock).limiter).not.toBe(first.limiter);
    expect(leaseLimiter(endpoint, createManualClock()).limiter).not.toBe(first.limiter);
  });

  it("outlive their clients until the windows are empty, and no timer waits for that", async () => {
    const clock = createManualClock();
    const first = leaseLimiter(endpoint, clock);
    const leave = await first.limiter.acquire({ protocol }, { signal: never });
    first.release();
    leave();
    expect(clock.scheduled).toBe(0);
    clock.advance(30_000);
    const second = leaseLimiter(endpoint, clock);
    expect(second.limiter).toBe(first.limiter);
    second.release();
    clock.advance(1);
    leaseLimiter("tcp://127.0.0.1:1", clock).release();
    expect(countSharedLimiters(clock)).toBe(0);
  });

  it("stay as long as one client uses them, however often another says that it does not", () => {
    const clock = createManualClock();
    const [first, second] = [leaseLimiter(endpoint, clock), leaseLimiter(endpoint, clock)];
    first.release();
    first.release();
    expect(countSharedLimiters(clock)).toBe(1);
    second.release();
    expect(countSharedLimiters(clock)).toBe(0);
  });

  it("are shared by all copies of this package on the machine's clock", () => {
    const lease = leaseLimiter("tcp://127.0.0.1:2", systemClock);
    const entries: unknown = Reflect.get(globalThis, Symbol.for("@opend/core/limiters/1"));
    expect(entries instanceof Map && entries.has("tcp://127.0.0.1:2")).toBe(true);
    lease.release();
  });
});
