import { createManualClock } from "@opend/core";
import { expect, test } from "vitest";
import { FrequencyLimit, frequencyRefusal } from "./frequency-limit.js";

const thirty = { requests: 30, perSeconds: 30 };

test("30 pass and the 31st does not, until more than 30 s have gone", () => {
  const clock = createManualClock();
  const limit = new FrequencyLimit(clock);
  for (let n = 0; n < 30; n++) expect(limit.tryPass(3248, thirty)).toBe(true);
  expect(limit.tryPass(3248, thirty)).toBe(false);
  clock.advance(30_000);
  expect(limit.tryPass(3248, thirty)).toBe(false);
  clock.advance(1);
  for (let n = 0; n < 30; n++) expect(limit.tryPass(3248, thirty)).toBe(true);
  expect(limit.tryPass(3248, thirty)).toBe(false);
});

test("the window slides: each request leaves it on its own", () => {
  const clock = createManualClock();
  const limit = new FrequencyLimit(clock);
  for (let n = 0; n < 30; n++) {
    expect(limit.tryPass(3248, thirty)).toBe(true);
    clock.advance(1_000);
  }
  expect(limit.tryPass(3248, thirty)).toBe(false);
  clock.advance(1);
  expect(limit.tryPass(3248, thirty)).toBe(true);
  expect(limit.tryPass(3248, thirty)).toBe(false);
});

test("protocols do not share a window", () => {
  const limit = new FrequencyLimit(createManualClock());
  const one = { requests: 1, perSeconds: 30 };
  expect([3248, 3249, 3248].map((id) => limit.tryPass(id, one))).toEqual([true, true, false]);
});

test("the refusal has the numbers of the limit", () => {
  expect(frequencyRefusal("Qot_GetShortInterest", { requests: 60, perSeconds: 10 })).toBe(
    "获取Qot_GetShortInterest频率太高，请求失败，每10秒最多60次。",
  );
});
