import { type C2SOf, createManualClock } from "@opend/core";
import { toLimitedRequest } from "@opend/core/internal";
import { Qot_RequestHistoryKL, Trd_GetOrderList, Trd_PlaceComboOrder, Trd_PlaceOrder } from "@opend/core/protocols";
import { expect, test } from "vitest";
import { start } from "../testing/gateways.js";
import { enterTcp } from "../testing/raw-client.js";
import { FrequencyLimit, frequencyRefusal } from "./frequency-limit.js";

const thirty = { protocol: { id: 3248, name: "Qot_Sample", rateLimit: { requests: 30, perSeconds: 30 } } };

test("30 pass, and the 31st does not until more than 30 s have passed", () => {
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

test("the window slides: each request leaves it separately", () => {
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

test("protocols have separate windows, unless they declare a shared one", () => {
  const limit = new FrequencyLimit(createManualClock());
  const one = (name: string, budgetOf = name) => ({
    protocol: { id: 1, name, rateLimit: { requests: 1, perSeconds: 30, budgetOf } },
  });
  const asked = [one("Qot_One"), one("Qot_Two"), one("Qot_One"), one("Qot_Three", "Qot_Two")];
  expect(asked.map((request) => limit.tryPass(request))).toEqual([true, true, false, false]);
});

test("each account has its own window, with orders and combo orders together, and cached queries do not count", () => {
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

test("the refusal states the numbers of the limit", () => {
  const textIn = (language: "en" | "zh") =>
    frequencyRefusal("Qot_GetShortInterest", { requests: 60, perSeconds: 10 }, language);
  expect(textIn("en")).toBe(
    "Get Short Interest request failed due to high frequency. Maximum 60 times per 10 seconds.",
  );
  expect(textIn("zh")).toBe("获取Qot_GetShortInterest频率太高，请求失败，每10秒最多60次。");
});

const history: C2SOf<typeof Qot_RequestHistoryKL> = {
  rehabType: 0,
  klType: 2,
  security: { market: 1, code: "00700" },
  beginTime: "2026-01-01",
  endTime: "2026-05-08",
  maxAckKLNum: 1,
};

test("the gateway counts only first pages if the protocol says so", async () => {
  const gateway = await start({ clock: createManualClock() });
  const client = await enterTcp(gateway);
  const { nextReqKey } = (await client.ask(Qot_RequestHistoryKL, history)).s2c ?? {};
  for (let n = 1; n < 60; n++) expect(await client.ask(Qot_RequestHistoryKL, history)).toMatchObject({ retType: 0 });
  expect(await client.ask(Qot_RequestHistoryKL, history)).toMatchObject({ retType: -1 });
  expect(await client.ask(Qot_RequestHistoryKL, { ...history, nextReqKey })).toMatchObject({ retType: 0 });
  expect(gateway.violations).toMatchObject([{ kind: "TooFrequent", protocolId: 3103 }]);
});
