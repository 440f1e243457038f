import { GetGlobalState, Qot_GetSubInfo, Qot_Sub } from "@opend/futu/protocols";
import { describe, expect, it } from "vitest";
import { openTarget, targets } from "../testing/targets.js";

describe.each(targets)("$name", (target) => {
  it("answers requests while pushes arrive, some with the serial number of a request", async () => {
    const { gateway, client } = await openTarget(target, { pushIntervalMs: 1 });
    const securityList = [
      { market: 1, code: "00700" },
      { market: 11, code: "AAPL" },
    ];
    const subscription = { securityList, subTypeList: [1, 2, 4, 6, 11], regPushRehabTypeList: [] };
    await client.call(Qot_Sub, { ...subscription, isSubOrUnSub: true, isRegOrUnRegPush: true });
    for (let n = 0; n < 50; n++) {
      expect(gateway.pushNow()).toBe(10);
      const [state, info] = await Promise.all([
        client.call(GetGlobalState, { userID: 0n }),
        client.call(Qot_GetSubInfo, {}),
      ]);
      expect(state.qotLogined).toBe(true);
      expect(info).toMatchObject({ totalUsedQuota: 10, remainQuota: 90 });
    }
    expect(gateway.violations).toEqual([]);
    expect(gateway.droppedPushes).toBe(0);
  });
});
