import { Qot_GetMarketState, Qot_GetSecuritySnapshot, Qot_RequestTradeDate } from "@opend/core/protocols";
import { expect, test } from "vitest";
import { start } from "../../testing/gateways.js";
import { bodyOf, enterTcp } from "../../testing/raw-client.js";

const span = { market: 1, beginTime: "2026-04-30", endTime: "2026-05-12" };

test("trading days are weekdays, including future ones, except for the holiday", async () => {
  const client = await enterTcp(await start());
  const days = async (more: object) =>
    bodyOf(await client.ask(Qot_RequestTradeDate, { ...span, ...more })).tradeDateList.map(({ time }) => time.slice(5));
  const common = ["05-04", "05-05", "05-06", "05-07", "05-08", "05-11", "05-12"];
  expect(await days({})).toEqual(["04-30", ...common]);
  expect(await days({ market: 2 })).toEqual(["04-30", "05-01", ...common]);
  // The security counts, not the market.
  expect(await days({ market: 0, security: { market: 11, code: "AAPL" } })).toEqual(["04-30", "05-01", ...common]);
});

test.each([
  ["of another market", { market: 3 }, "market 3"],
  ["of too many years", { beginTime: "2010-01-01" }, "number of days"],
  ["from no date", { beginTime: "2026" }, "beginTime"],
])("trading days %s are refused", async (_, wrong, reason) => {
  const { retType, retMsg } = await (await enterTcp(await start())).ask(Qot_RequestTradeDate, { ...span, ...wrong });
  expect(retType).toBe(-1);
  expect(retMsg).toContain(reason);
});

test("a request for the state or snapshot of no security, or of more than 400, is refused", async () => {
  const client = await enterTcp(await start());
  for (const length of [0, 401]) {
    const securityList = Array.from({ length }, (_, n) => ({ market: 1, code: String(n) }));
    const replies = [
      await client.ask(Qot_GetMarketState, { securityList }),
      await client.ask(Qot_GetSecuritySnapshot, { securityList }),
    ];
    for (const { retType, retMsg } of replies) {
      expect(retType).toBe(-1);
      expect(retMsg).toContain("length of securityList");
    }
  }
});

test("stocks have the figures of a company, options and plates do not", async () => {
  const client = await enterTcp(await start());
  const codes = ["00700", "TCH260515C480000", "LIST9101", "800000"];
  const securityList = codes.map((code) => ({ market: 1, code }));
  const { snapshotList } = bodyOf(await client.ask(Qot_GetSecuritySnapshot, { securityList }));
  expect(snapshotList.map(({ basic, equityExData }) => [basic.type, equityExData !== undefined])).toEqual([
    [3, true],
    [8, false],
    [7, false],
    [6, false],
  ]);
  const [{ basic, equityExData } = {}] = snapshotList;
  expect(equityExData?.outstandingMarketVal).toBeCloseTo(
    Number(equityExData?.outstandingShares) * (basic?.curPrice ?? 0),
    0,
  );
});
