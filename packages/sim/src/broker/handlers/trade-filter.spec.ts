import { describe, expect, test } from "vitest";
import { Refusal } from "../../base/refuse.js";
import { createHistoryFilter, createTradeFilter } from "./trade-filter.js";

const none = { codeList: [], idList: [], orderIDExList: [] };
const order = { code: "00700", trdMarket: 1, id: 7n, orderIDEx: "SIM7", createTime: "2026-05-08 10:00:00" };

describe("filter conditions", () => {
  test.each([
    [{}, true],
    [{ codeList: ["00700", "00005"] }, true],
    [{ codeList: ["00005"] }, false],
    [{ idList: [7n] }, true],
    [{ idList: [8n] }, false],
    [{ idList: [8n], orderIDExList: ["SIM7"] }, true],
    [{ orderIDExList: ["SIM8"] }, false],
    [{ filterMarket: 1 }, true],
    [{ filterMarket: 2 }, false],
    [{ beginTime: "2026-05-08 10:00:00" }, true],
    [{ beginTime: "2026-05-08 10:00:01" }, false],
    [{ endTime: "2026-05-08 10:00:00.999" }, true],
    [{ endTime: "2026-05-08 09:59:59" }, false],
    [{ idList: [7n], codeList: ["00005"] }, false],
  ])("%o let an order pass: %s", (conditions, passes) => {
    expect(createTradeFilter({ ...none, ...conditions })(order)).toBe(passes);
  });

  test("let everything pass if there are none", () => {
    expect(createTradeFilter(undefined)(order)).toBe(true);
  });

  test.each([{ beginTime: "2026-05-08" }, { endTime: "yesterday" }, { filterMarket: 99 }])("%o is refused", (wrong) => {
    expect(() => createTradeFilter({ ...none, ...wrong })).toThrow(Refusal);
  });

  test.each([{}, { beginTime: order.createTime }, { endTime: order.createTime }])("%o is incomplete", (missing) => {
    expect(() => createHistoryFilter({ ...none, ...missing })).toThrow(/missing/);
  });

  test("of a history span no more days than it may have", () => {
    const beginTime = "2025-01-01 00:00:00";
    const historyUntil = (endTime: string) => createHistoryFilter({ ...none, beginTime, endTime });
    expect(historyUntil("2026-01-02 00:00:00")({ ...order, createTime: beginTime })).toBe(true);
    expect(() => historyUntil("2026-01-02 00:00:01")).toThrow(/cannot exceed 366 days/);
  });
});
