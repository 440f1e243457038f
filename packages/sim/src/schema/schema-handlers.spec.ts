import { Qot_GetMarketState, Qot_GetPlateSet, Qot_GetValuationDetail, Qot_GetWarrant } from "@opend/core/protocols";
import { expect, test } from "vitest";
import type { Fields } from "../base/fields.js";
import { handle } from "../base/handler.js";
import { refuse } from "../base/refuse.js";
import { start } from "../testing/gateways.js";
import { hkStocks } from "../testing/hk-stocks.js";
import { askedProtocols, minimalRequest } from "../testing/minimal-request.js";
import { bodyOf, enterTcp } from "../testing/raw-client.js";

const tencent = { market: 1, code: "00700" };
const warrants = { begin: 0, num: 10, sortField: 1, ascend: true, typeList: [], issuerList: [] };

test("a list about several securities has an item for each, in order", async () => {
  const client = await enterTcp(await start());
  const securityList = [tencent, { market: 11, code: "AAPL" }, { market: 21, code: "600519" }];
  const { marketInfoList } = bodyOf(await client.ask(Qot_GetMarketState, { securityList }));
  expect(marketInfoList.map(({ security }) => security)).toEqual(securityList);
});

test("rows have their own securities, and belong to the requested one", async () => {
  const client = await enterTcp(await start({ pagedRows: 12 }));
  const page = bodyOf(await client.ask(Qot_GetWarrant, { ...warrants, owner: tencent }));
  expect(page).toMatchObject({ allCount: 12, lastPage: false });
  expect(page.warrantDataList).toHaveLength(10);
  expect(new Set(page.warrantDataList.map(({ stock }) => stock.code)).size).toBe(10);
  for (const { owner } of page.warrantDataList) expect(owner).toEqual(tencent);
  const rest = bodyOf(await client.ask(Qot_GetWarrant, { ...warrants, begin: 10, owner: tencent }));
  expect(rest).toMatchObject({ allCount: 12, lastPage: true });
  expect(rest.warrantDataList).toHaveLength(2);
  const none = bodyOf(await client.ask(Qot_GetWarrant, { ...warrants, begin: 99, owner: tencent }));
  expect(none).toMatchObject({ lastPage: true, warrantDataList: [] });
});

test.each([
  ["a page that is too large", { num: 201 }, "num is 201"],
  ["a page without rows", { num: 0 }, "num is 0"],
  ["a place before the first row", { begin: -1 }, "begin is -1"],
  ["a market that does not exist", { owner: { market: 3, code: "00700" } }, "market 3"],
  ["a security without a code", { owner: { market: 1, code: "" } }, "code"],
])("%s is refused", async (_, wrong, reason) => {
  const gateway = await start();
  const client = await enterTcp(gateway);
  const { retType, retMsg } = await client.ask(Qot_GetWarrant, { ...warrants, ...wrong });
  expect(retType).toBe(-1);
  expect(retMsg).toContain(reason);
  expect(gateway.violations).toEqual([]);
});

const byKey = askedProtocols.flatMap((protocol) => {
  const { paging } = protocol;
  return paging && "key" in paging.fields ? [[protocol.name, protocol, paging.fields.key] as const] : [];
});

test.each(byKey)("%s refuses a key that no page returned", async (_, protocol, field) => {
  const client = await enterTcp(await start());
  const isBytes = JSON.stringify(protocol.request.shape).includes(`"${field}":"bytes"`);
  for (const text of ["garbage", "-1", "10", "20.abc"]) {
    const c2s: Fields = { ...minimalRequest(protocol), [field]: isBytes ? new TextEncoder().encode(text) : text };
    const { retType, retMsg } = await client.ask(protocol, c2s);
    expect(retType).toBe(-1);
    expect(retMsg).toContain(field);
  }
});

test("messages say that they are simulated, and sometimes omit fields", async () => {
  const client = await enterTcp(await start({ rateLimit: false }));
  const { plateInfoList } = bodyOf(await client.ask(Qot_GetPlateSet, { market: 1, plateSetType: 1 }));
  for (const { name } of plateInfoList) expect(name).toContain("Simulated");
  const counts = new Map<unknown, number>();
  for (const security of hkStocks(200)) {
    const { trend } = bodyOf(await client.ask(Qot_GetValuationDetail, { security }));
    const kind = trend?.currentValue === 0 ? "zero" : typeof trend?.currentValue;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  expect(counts.get("number")).toBeGreaterThan(150);
  expect(counts.get("undefined")).toBeGreaterThan(2);
});

test("the program's own handler comes first", async () => {
  const client = await enterTcp(await start({ handlers: [handle(Qot_GetPlateSet, () => refuse("not today"))] }));
  expect(await client.ask(Qot_GetPlateSet, { market: 1, plateSetType: 1 })).toEqual({
    retType: -1,
    retMsg: "not today",
  });
});
