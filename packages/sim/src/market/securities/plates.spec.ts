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

test.each([
  [1, 3, 2699],
  [1, 4, 250],
  [1, 6, 5],
  [11, 3, 5054],
  [11, 0, 6147],
  [31, 3, 650],
  [101, 3, 0],
])("the static info of market %i has all its securities of kind %i: %i", async (market, secType, count) => {
  const client = await enterTcp(await start());
  const { staticInfoList } = bodyOf(await client.ask(Qot_GetStaticInfo, { market, secType, securityList: [] }));
  expect(staticInfoList).toHaveLength(count);
  expect(new Set(staticInfoList.map(({ basic }) => basic.security.code)).size).toBe(count);
  expect(staticInfoList.every(({ basic }) => basic.secType === secType || secType === 0)).toBe(true);
});
