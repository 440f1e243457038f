import { describe, expect, it } from "vitest";
import { createManualClock, systemClock } from "../base/clock.js";
import { countSharedLimiters, leaseLimiter } from "./shared-limiters.js";

const protocol = { id: 1, name: "Qot_Sample", rateLimit: { requests: 1, perSeconds: 30 } };
const gateway = "user 7 at localhost";
const never = new AbortController().signal;

describe("the limiters of a process", () => {
  it("are one for each gateway and clock", () => {
    const clock = createManualClock();
    const first = leaseLimiter(gateway, clock);
    expect(leaseLimiter(gateway, clock).limiter).toBe(first.limiter);
    expect(leaseLimiter("user 8 at localhost", clock).limiter).not.toBe(first.limiter);
    expect(leaseLimiter(gateway, createManualClock()).limiter).not.toBe(first.limiter);
  });

  it("outlive their clients until the windows are empty, without a timer", async () => {
    const clock = createManualClock();
    const first = leaseLimiter(gateway, clock);
    const leave = await first.limiter.acquire({ protocol }, { signal: never });
    first.release();
    leave();
    expect(clock.scheduled).toBe(0);
    clock.advance(30_000);
    const second = leaseLimiter(gateway, clock);
    expect(second.limiter).toBe(first.limiter);
    second.release();
    clock.advance(1);
    leaseLimiter("tcp://127.0.0.1:1", clock).release();
    expect(countSharedLimiters(clock)).toBe(0);
  });

  it("stay as long as one client uses them, however often another releases them", () => {
    const clock = createManualClock();
    const [first, second] = [leaseLimiter(gateway, clock), leaseLimiter(gateway, clock)];
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
