import { describe, expect, it } from "vitest";
import { marketFor } from "../names/trade-markets.js";
import { type FilteredMarkets, toFilterConditions } from "./trade-filter.js";

const hk: FilteredMarkets = { market: "HK", marketFor: (code) => marketFor(code, ["HK"], false) };
const several: FilteredMarkets = { market: undefined, marketFor: (code) => marketFor(code, ["HK", "HKCC"], false) };

describe("filter conditions", () => {
  it("are empty by default", () => {
    expect(toFilterConditions({}, hk)).toEqual({
      codeList: [],
      idList: [],
      orderIDExList: [],
      filterMarket: 1,
    });
  });

  it("name no market for several, and split the codes of each", () => {
    const { filterMarket, codeList } = toFilterConditions({ codes: ["HK.00700", "SH.600519"] }, several);
    expect({ filterMarket, codeList }).toEqual({ filterMarket: undefined, codeList: ["00700", "600519"] });
  });

  it("complete days to times", () => {
    const filter = { codes: ["HK.00700"], ids: [7n], from: "2026-05-01", to: "2026-05-08" };
    expect(toFilterConditions(filter, hk)).toEqual({
      codeList: ["00700"],
      idList: [7n],
      orderIDExList: [],
      beginTime: "2026-05-01 00:00:00",
      endTime: "2026-05-08 23:59:59",
      filterMarket: 1,
    });
    const times = { from: "2026-05-01 09:30:00", to: "2026-05-01 09:30:00.5" };
    expect(toFilterConditions(times, hk)).toMatchObject({ beginTime: times.from, endTime: times.to });
  });

  it.each([
    ["from", { from: "1 May 2026" }],
    ["to", { to: "2026-05-01T00:00:00Z" }],
    ["from", { from: "2026-13-45" }],
    ["from", { from: "2026-02-30" }],
    ["to", { to: "2026-02-30 09:30:00" }],
    ["to", { to: "2026-05-01 25:00:00" }],
    ["to", { to: "2026-05-01 09:30:00.1234" }],
    ["from", { from: "2026-05-08", to: "2026-05-01" }],
    ["from", { from: "2026-05-01 09:30:00.5", to: "2026-05-01 09:30:00" }],
  ])("refuse a wrong %s", (option, filter) => {
    expect(() => toFilterConditions(filter, hk)).toThrow(expect.objectContaining({ code: "InvalidOption", option }));
  });

  it("refuse a code of another market", () => {
    expect(() => toFilterConditions({ codes: ["US.AAPL"] }, hk)).toThrow(
      expect.objectContaining({ code: "InvalidCode" }),
    );
  });
});
