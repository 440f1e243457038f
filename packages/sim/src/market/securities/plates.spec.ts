import { Qot_GetPlateSecurity, Qot_GetPlateSet, Qot_GetStaticInfo } from "@opend/core/protocols";
import { expect, test } from "vitest";
import { start } from "../../testing/gateways.js";
import { bodyOf, enterTcp } from "../../testing/raw-client.js";

test("plates have stocks, and both have static info", async () => {
  const client = await enterTcp(await start({ rateLimit: false }));
  const { plateInfoList } = bodyOf(await client.ask(Qot_GetPlateSet, { market: 11, plateSetType: 0 }));
  expect(plateInfoList).toHaveLength(20);
  for (const { plate, name } of plateInfoList) {
    expect(name).toContain("Simulated");
    const { staticInfoList } = bodyOf(await client.ask(Qot_GetPlateSecurity, { plate }));
    const codes = staticInfoList.map(({ basic }) => basic.security.code);
    expect(new Set(codes).size).toBe(12);
    expect(codes).toEqual(codes.toSorted());
    const securityList = staticInfoList.map(({ basic }) => basic.security);
    expect(bodyOf(await client.ask(Qot_GetStaticInfo, { securityList }))).toEqual({ staticInfoList });
  }
  const unknown = await client.ask(Qot_GetPlateSecurity, { plate: { market: 1, code: "LIST1" } });
  expect(unknown.retMsg).toContain("LIST1");
});

test("the static info of a market covers a hundred stocks", async () => {
  const client = await enterTcp(await start());
  const { staticInfoList } = bodyOf(await client.ask(Qot_GetStaticInfo, { market: 1, secType: 3, securityList: [] }));
  expect(staticInfoList).toHaveLength(100);
  expect(
    bodyOf(await client.ask(Qot_GetStaticInfo, { market: 1, secType: 6, securityList: [] })).staticInfoList,
  ).toEqual([]);
});
