import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createManualClock, systemClock } from "./clock.js";

describe("manual clock", () => {
  it("starts at the given time and stands still", () => {
    expect(createManualClock().nowMs()).toBe(0);
    expect(createManualClock(500).nowMs()).toBe(500);
  });

  it("calls back in order of due time, then of scheduling", () => {
    const clock = createManualClock();
    const calls: string[] = [];
    clock.schedule(() => calls.push("late"), 20);
    clock.schedule(() => calls.push("first"), 10);
    clock.schedule(() => calls.push("second"), 10);
    clock.advance(9);
    expect(calls).toEqual([]);
    clock.advance(1);
    expect(calls).toEqual(["first", "second"]);
    clock.advance(100);
    expect(calls).toEqual(["first", "second", "late"]);
  });

  it("shows each callback its due time", () => {
    const clock = createManualClock(1000);
    const times: number[] = [];
    clock.schedule(() => times.push(clock.nowMs()), 10);
    clock.schedule(() => times.push(clock.nowMs()), 30);
    clock.advance(50);
    expect(times).toEqual([1010, 1030]);
    expect(clock.nowMs()).toBe(1050);
  });

  it("runs callbacks that a callback schedules within the same advance", () => {
    const clock = createManualClock();
    const times: number[] = [];
    const tick = () => {
      times.push(clock.nowMs());
      clock.schedule(tick, 10);
    };
    clock.schedule(tick, 10);
    clock.advance(35);
    expect(times).toEqual([10, 20, 30]);
  });

  it("counts scheduled callbacks and forgets canceled ones", () => {
    const clock = createManualClock();
    let called = 0;
    const cancel = clock.schedule(() => called++, 10);
    clock.schedule(() => called++, 20);
    expect(clock.scheduled).toBe(2);
    cancel();
    expect(clock.scheduled).toBe(1);
    clock.advance(100);
    expect(called).toBe(1);
    expect(clock.scheduled).toBe(0);
  });

  it("treats a delay below 0 as due now", () => {
    const clock = createManualClock(100);
    const times: number[] = [];
    clock.schedule(() => times.push(clock.nowMs()), -50);
    clock.advance(0);
    expect(times).toEqual([100]);
  });
});

describe("system clock", () => {
  beforeEach(() => void vi.useFakeTimers({ now: 5000 }));
  afterEach(() => void vi.useRealTimers());

  it("returns the machine's time", () => {
    expect(systemClock.nowMs()).toBe(5000);
  });

  it("calls back once after the delay", () => {
    const callback = vi.fn();
    systemClock.schedule(callback, 100);
    vi.advanceTimersByTime(99);
    expect(callback).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(callback).toHaveBeenCalledOnce();
  });

  it("leaves no timer behind when canceled", () => {
    const cancel = systemClock.schedule(() => {}, 100);
    expect(vi.getTimerCount()).toBe(1);
    cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([2 ** 31, 2 ** 32 + 7, 100 * 24 * 3_600_000])(
    "calls back after a delay of %d, which no timer holds",
    (delayMs) => {
      const callback = vi.fn();
      systemClock.schedule(callback, delayMs);
      vi.advanceTimersByTime(delayMs - 1);
      expect(callback).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(callback).toHaveBeenCalledOnce();
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  it("never calls back after Infinity, and holds the process open until it is canceled", () => {
    const callback = vi.fn();
    const cancel = systemClock.schedule(callback, Number.POSITIVE_INFINITY);
    vi.advanceTimersByTime(100 * 24 * 3_600_000);
    expect(callback).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(1);
    cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("advances to the next callback, and returns false when there is none", () => {
    const clock = createManualClock(100);
    const called: number[] = [];
    clock.schedule(() => called.push(clock.nowMs()), 50);
    clock.schedule(() => called.push(clock.nowMs()), 20);
    expect(clock.advanceToNext()).toBe(true);
    expect(called).toEqual([120]);
    expect(clock.advanceToNext()).toBe(true);
    expect(clock.advanceToNext()).toBe(false);
    expect(called).toEqual([120, 150]);
    expect(clock.nowMs()).toBe(150);
  });
});
