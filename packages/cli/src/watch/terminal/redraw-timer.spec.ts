import { createManualClock } from "@opend/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { RedrawTimer } from "./redraw-timer.js";

it("draws at most every 50 ms, and never later than 50 ms after a request", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ afterMs: fc.nat(120), requests: fc.nat(3) })), (steps) => {
      const clock = createManualClock(1_000);
      const drawn: number[] = [];
      const requested: number[] = [];
      const timer = new RedrawTimer(clock, 50, () => drawn.push(clock.nowMs()));
      for (const { afterMs, requests } of steps) {
        for (let count = 0; count < requests; count++) {
          timer.request();
          requested.push(clock.nowMs());
        }
        for (let ms = 0; ms < afterMs; ms++) clock.advance(1);
      }
      clock.advance(50);
      const gaps = drawn.slice(1).map((atMs, index) => atMs - (drawn[index] ?? 0));
      for (const gapMs of gaps) expect(gapMs).toBeGreaterThanOrEqual(50);
      for (const atMs of requested) expect(drawn.some((one) => one >= atMs && one <= atMs + 50)).toBe(true);
    }),
  );
});

it("draws nothing while it is held, once afterwards, and never after its stop", () => {
  const clock = createManualClock();
  let count = 0;
  const timer = new RedrawTimer(clock, 50, () => count++);
  timer.hold();
  timer.request();
  timer.request();
  clock.advance(1_000);
  expect(count).toBe(0);
  timer.release();
  clock.advance(1_000);
  expect(count).toBe(1);
  timer.request();
  timer.hold();
  clock.advance(1_000);
  expect(count).toBe(1);
  timer.release();
  timer.stop();
  timer.request();
  clock.advance(1_000);
  expect(count).toBe(1);
  expect(clock.scheduled).toBe(0);
});
