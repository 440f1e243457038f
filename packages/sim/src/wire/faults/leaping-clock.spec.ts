import { createManualClock } from "@opend/core";
import { expect, test } from "vitest";
import { LeapingClock } from "./leaping-clock.js";

test("a leap moves the time and runs the callbacks that become due, in order", () => {
  const base = createManualClock(1000);
  const clock = new LeapingClock(base);
  const calls: string[] = [];
  const cancelSecond = clock.schedule(() => calls.push("second"), 200);
  clock.schedule(() => {
    calls.push("first");
    cancelSecond();
  }, 100);
  clock.schedule(() => calls.push(`third at ${clock.nowMs()}`), 500);
  clock.schedule(() => calls.push("canceled"), 50)();
  clock.leap(300);
  expect(clock.nowMs()).toBe(1300);
  expect(calls).toEqual(["first"]);
  base.advance(199);
  expect(calls).toEqual(["first"]);
  base.advance(1);
  expect(calls).toEqual(["first", "third at 1500"]);
  expect(base.scheduled).toBe(0);
});
