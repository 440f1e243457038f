import { describe, expect, it } from "vitest";
import { toFilterConditions } from "./trade-filter.js";

describe("filter conditions", () => {
  it("are empty by default", () => {
    expect(toFilterConditions({}, "HK")).toEqual({ codeList: [], idList: [], orderIDExList: [] });
  });

  it("complete days to times", () => {
    const filter = { codes: ["HK.00700"], ids: [7n], from: "2026-05-01", to: "2026-05-08" };
    expect(toFilterConditions(filter, "HK")).toEqual({
      codeList: ["00700"],
      idList: [7n],
      orderIDExList: [],
      beginTime: "2026-05-01 00:00:00",
      endTime: "2026-05-08 23:59:59",
    });
    const times = { from: "2026-05-01 09:30:00", to: "2026-05-01 09:30:00.5" };
    expect(toFilterConditions(times, "HK")).toMatchObject({ beginTime: times.from, endTime: times.to });
  });

  it.each([
    ["from", { from: "1 May 2026" }],
    ["to", { to: "2026-05-01T00:00:00Z" }],
  ])("refuse a wrong %s", (option, filter) => {
    expect(() => toFilterConditions(filter, "HK")).toThrow(expect.objectContaining({ code: "InvalidOption", option }));
  });

  it("refuse a code of another market", () => {
    expect(() => toFilterConditions({ codes: ["US.AAPL"] }, "HK")).toThrow(
      expect.objectContaining({ code: "InvalidCode" }),
    );
  });
});
