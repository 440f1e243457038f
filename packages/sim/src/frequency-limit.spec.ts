import { createManualClock, toLimitedRequest } from "@opend/core";
import { Trd_GetOrderList, Trd_PlaceComboOrder, Trd_PlaceOrder } from "@opend/core/protocols";
import { expect, test } from "vitest";
import { FrequencyLimit, frequencyRefusal } from "./frequency-limit.js";

const thirty = { protocol: { id: 3248, name: "Qot_Sample", rateLimit: { requests: 30, perSeconds: 30 } } };

test("30 pass and the 31st does not, until more than 30 s have gone", () => {
  const clock = createManualClock();
  const limit = new FrequencyLimit(clock);
  for (let n = 0; n < 30; n++) expect(limit.tryPass(thirty)).toBe(true);
  expect(limit.tryPass(thirty)).toBe(false);
  clock.advance(30_000);
  expect(limit.tryPass(thirty)).toBe(false);
  clock.advance(1);
  for (let n = 0; n < 30; n++) expect(limit.tryPass(thirty)).toBe(true);
  expect(limit.tryPass(thirty)).toBe(false);
});

test("the window slides: each request leaves it on its own", () => {
  const clock = createManualClock();
  const limit = new FrequencyLimit(clock);
  for (let n = 0; n < 30; n++) {
    expect(limit.tryPass(thirty)).toBe(true);
    clock.advance(1_000);
  }
  expect(limit.tryPass(thirty)).toBe(false);
  clock.advance(1);
  expect(limit.tryPass(thirty)).toBe(true);
  expect(limit.tryPass(thirty)).toBe(false);
});

test("protocols do not share a window, unless they say so", () => {
  const limit = new FrequencyLimit(createManualClock());
  const one = (name: string, budgetOf = name) => ({
    protocol: { id: 1, name, rateLimit: { requests: 1, perSeconds: 30, budgetOf } },
  });
  const asked = [one("Qot_One"), one("Qot_Two"), one("Qot_One"), one("Qot_Three", "Qot_Two")];
  expect(asked.map((request) => limit.tryPass(request))).toEqual([true, true, false, false]);
});

test("each account has its window, orders and combo orders together, and cached queries take no place", () => {
  const limit = new FrequencyLimit(createManualClock());
  const header = (accID: bigint) => ({ trdEnv: 0, accID, trdMarket: 1 });
  const order = { trdSide: 1, orderType: 1, code: "00700", qty: 100 };
  const place = (accID: bigint) => limit.tryPass(toLimitedRequest(Trd_PlaceOrder, { ...order, header: header(accID) }));
  const placeCombo = (accID: bigint) =>
    limit.tryPass(toLimitedRequest(Trd_PlaceComboOrder, { ...order, comboLegs: [], header: header(accID) }));
  const list = (refreshCache: boolean) =>
    limit.tryPass(toLimitedRequest(Trd_GetOrderList, { header: header(1n), filterStatusList: [], refreshCache }));
  for (let n = 0; n < 15; n++) expect(n % 2 === 0 ? place(1n) : placeCombo(1n)).toBe(true);
  expect([place(1n), placeCombo(1n), place(2n), placeCombo(2n)]).toEqual([false, false, true, true]);
  for (let n = 0; n < 20; n++) expect(list(false)).toBe(true);
  for (let n = 0; n < 10; n++) expect(list(true)).toBe(true);
  expect([list(true), list(false)]).toEqual([false, true]);
});

test("the refusal has the numbers of the limit", () => {
  expect(frequencyRefusal("Qot_GetShortInterest", { requests: 60, perSeconds: 10 })).toBe(
    "获取Qot_GetShortInterest频率太高，请求失败，每10秒最多60次。",
  );
});
