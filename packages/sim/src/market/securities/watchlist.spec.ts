import { Qot_GetUserSecurity, Qot_GetUserSecurityGroup, Qot_ModifyUserSecurity } from "@opend/core/protocols";
import { expect, test } from "vitest";
import { start } from "../../testing/gateways.js";
import { hkStocks } from "../../testing/hk-stocks.js";
import { bodyOf, enterTcp, type RawClient } from "../../testing/raw-client.js";

const tencent = { market: 1, code: "00700" };
const apple = { market: 11, code: "AAPL" };
const [groupA, groupB] = ["Simulated A", "Simulated B"];
const [add, remove, moveOut] = [1, 2, 3];

async function codesIn(client: RawClient, groupName: string): Promise<string[]> {
  const { staticInfoList } = bodyOf(await client.ask(Qot_GetUserSecurity, { groupName }));
  return staticInfoList.map(({ basic }) => basic.security.code);
}

test("the watchlist is the gateway's, whichever connection changes it", async () => {
  const gateway = await start();
  const [client, other] = [await enterTcp(gateway), await enterTcp(gateway)];
  const groups = async (groupType: number) =>
    bodyOf(await client.ask(Qot_GetUserSecurityGroup, { groupType })).groupList.map(({ groupName }) => groupName);
  expect(await groups(1)).toEqual([groupA, groupB]);
  expect((await groups(3)).length).toBe((await groups(1)).length + (await groups(2)).length);

  const both = [tencent, apple];
  expect(await client.ask(Qot_ModifyUserSecurity, { groupName: groupA, op: add, securityList: both })).toMatchObject({
    retType: 0,
  });
  await client.ask(Qot_ModifyUserSecurity, { groupName: groupB, op: add, securityList: [apple] });
  expect(await codesIn(other, groupA)).toEqual(["00700", "AAPL"]);
  expect(await codesIn(other, "All")).toEqual(["00700", "AAPL"]);
  expect(await codesIn(other, "HK")).toEqual(["00700"]);
  expect(await codesIn(other, "Futures")).toEqual([]);
  await other.ask(Qot_ModifyUserSecurity, { groupName: groupA, op: moveOut, securityList: [apple] });
  expect([await codesIn(client, groupA), await codesIn(client, groupB)]).toEqual([["00700"], ["AAPL"]]);
  await other.ask(Qot_ModifyUserSecurity, { groupName: groupA, op: remove, securityList: [apple] });
  expect([await codesIn(client, groupB), await codesIn(client, "All")]).toEqual([[], ["00700"]]);
});

test.each([
  ["a system group", { groupName: "All" }, "All"],
  ["a group that does not exist", { groupName: "Mine" }, "Mine"],
  ["an operation that does not exist", { op: 4 }, "operation 4"],
  ["more than 500 securities", { securityList: hkStocks(501) }, "500"],
])("changing %s is refused", async (_, wrong, reason) => {
  const client = await enterTcp(await start());
  const c2s = { groupName: groupA, op: add, securityList: [tencent], ...wrong };
  const { retType, retMsg } = await client.ask(Qot_ModifyUserSecurity, c2s);
  expect(retType).toBe(-1);
  expect(retMsg).toContain(reason);
});
