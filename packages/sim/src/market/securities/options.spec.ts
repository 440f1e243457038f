import { createManualClock } from "@opend/core";
import { Qot_GetOptionChain, Qot_GetOptionExpirationDate } from "@opend/core/protocols";
import { expect, test } from "vitest";
import { start } from "../../testing/gateways.js";
import { bodyOf, enterTcp, type RawClient } from "../../testing/raw-client.js";

const apple = { market: 11, code: "AAPL" };
const tencent = { market: 1, code: "00700" };
const span = { beginTime: "2026-05-11", endTime: "2026-06-10" };
const [call, put] = [1, 2];

/** A client on Monday, 2026-05-11. */
async function enter(): Promise<RawClient> {
  return await enterTcp(await start({ clock: createManualClock(Date.parse("2026-05-11T16:00:00Z")) }));
}

test("expiry dates are the next four Fridays and the last Fridays of six months", async () => {
  const { dateList } = bodyOf(await (await enter()).ask(Qot_GetOptionExpirationDate, { owner: apple }));
  expect(dateList.map(({ strikeTime }) => strikeTime)).toEqual([
    ...["2026-05-15", "2026-05-22", "2026-05-29", "2026-06-05"],
    ...["2026-06-26", "2026-07-31", "2026-08-28", "2026-09-25", "2026-10-30", "2026-11-27"],
  ]);
  expect(dateList[0]).toMatchObject({ optionExpiryDateDistance: 4, strikeTimestamp: 1778817600 });
});

test.each([apple, tencent])("the chain of $code has these dates, and strike prices around the price", async (owner) => {
  const client = await enter();
  const { optionChain } = bodyOf(await client.ask(Qot_GetOptionChain, { owner, ...span }));
  const { dateList } = bodyOf(await client.ask(Qot_GetOptionExpirationDate, { owner }));
  expect(optionChain.map(({ strikeTime }) => strikeTime)).toEqual(
    dateList.slice(0, 4).map(({ strikeTime }) => strikeTime),
  );
  for (const { strikeTime, strikeTimestamp, option } of optionChain) {
    expect(option).toHaveLength(11);
    const strikes = option.map((item) => item.call?.optionExData?.strikePrice ?? 0);
    expect(strikes).toEqual(strikes.toSorted((a, b) => a - b));
    for (const item of option) {
      expect(item.call?.optionExData).toMatchObject({ type: call, owner, strikeTime, strikeTimestamp });
      expect(item.put?.optionExData).toMatchObject({ type: put, owner, strikeTime, strikeTimestamp });
      expect(item.put?.optionExData?.strikePrice).toBe(item.call?.optionExData?.strikePrice);
      expect(item.call?.basic).toMatchObject({ secType: 8, lotSize: 100 });
    }
  }
  const codes = optionChain
    .flatMap(({ option }) => option.flatMap((item) => [item.call, item.put]))
    .map((info) => info?.basic.security.code);
  expect(new Set(codes).size).toBe(88);
});

test("an option's code has its underlying, expiry date, kind and strike price", async () => {
  const client = await enter();
  const { optionChain } = bodyOf(await client.ask(Qot_GetOptionChain, { owner: apple, ...span }));
  const info = optionChain[0]?.option[0]?.put;
  const strike = info?.optionExData?.strikePrice ?? 0;
  expect(info?.basic).toMatchObject({
    security: { market: 11, code: `AAPL260515P${strike * 1000}` },
    name: `Simulated US.AAPL260515P${strike * 1000}`,
  });
});

test("calls and puts, in and out of the money, can be requested separately", async () => {
  const client = await enter();
  const ask = async (wanted: { type?: number; condition?: number }) => {
    const { optionChain } = bodyOf(await client.ask(Qot_GetOptionChain, { owner: tencent, ...span, ...wanted }));
    return optionChain[0]?.option ?? [];
  };
  expect((await ask({ type: call })).every((item) => item.call && !item.put)).toBe(true);
  expect((await ask({ type: put })).every((item) => item.put && !item.call)).toBe(true);
  const [inside, outside] = [await ask({ condition: 1, type: call }), await ask({ condition: 2, type: call })];
  expect(inside.length + outside.length).toBe(11);
  for (const { call: info } of inside) expect(info?.optionExData?.strikePrice).toBeLessThan(471.4);
  for (const { call: info } of outside) expect(info?.optionExData?.strikePrice).toBeGreaterThanOrEqual(471.4);
});

test.each([
  ["more than 30 days", { endTime: "2026-06-11" }, "30 days"],
  ["days in the past", { beginTime: "2026-05-01", endTime: "2026-05-10" }, "expired"],
  ["an invalid date", { beginTime: "soon" }, "beginTime"],
])("a chain of %s is refused", async (_, wrong, reason) => {
  const { retType, retMsg } = await (await enter()).ask(Qot_GetOptionChain, { owner: apple, ...span, ...wrong });
  expect(retType).toBe(-1);
  expect(retMsg).toContain(reason);
});
