import { describe, expect, it } from "vitest";
import { currencyOf, fromTradeCode, type TradeMarket, toTradeCode } from "./trade-markets.js";

describe("a code", () => {
  it.each<[string, TradeMarket, string, number]>([
    ["HK.00700", "HK", "00700", 1],
    ["US.BRK.B", "US", "BRK.B", 2],
    ["SH.600519", "HKCC", "600519", 31],
    ["SZ.000001", "CN", "000001", 32],
    ["JP.NK2252606", "Futures", "NK2252606", 51],
    ["CC.BTCUSD", "Crypto", "BTCUSD", 101],
    ["EC.1", "Prediction", "1", 111],
  ])("%s converts to market %s and back", (code, market, bare, secMarket) => {
    expect(toTradeCode(code, market)).toEqual({ code: bare, secMarket });
    expect(fromTradeCode({ code: bare, secMarket }, market)).toBe(code);
  });

  it.each<[string, TradeMarket]>([
    ["US.AAPL", "HK"],
    ["HK.00700", "US"],
    ["00700", "HK"],
    ["SH.600519", "HK"],
    ["", "HK"],
  ])("%o is not traded in %s", (code, market) => {
    expect(() => toTradeCode(code, market)).toThrow(expect.objectContaining({ code: "InvalidCode", input: code }));
  });

  it("without its market is of the account's only one, or gets no prefix", () => {
    expect(fromTradeCode({ code: "00700" }, "HK")).toBe("HK.00700");
    expect(fromTradeCode({ code: "600519", secMarket: 0 }, "CN")).toBe("600519");
  });
});

it("has a currency for each market", () => {
  expect((["HK", "US", "HKCC", "Futures_Simulate_JP"] as const).map(currencyOf)).toEqual(["HKD", "USD", "CNH", "JPY"]);
});
