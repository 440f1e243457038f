import { describe, expect, it } from "vitest";
import {
  currencyOf,
  fromTradeCode,
  marketFor,
  parseTradeMarket,
  type TradeMarket,
  toTradeCode,
} from "./trade-markets.js";

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
    ["HK.HSImain", "HK"],
    ["US.NQ2606", "US"],
    ["SH.600519", "Futures"],
    ["US.NQmain", "Futures_Simulate_HK"],
    ["", "HK"],
  ])("%o is not traded in %s", (code, market) => {
    expect(() => toTradeCode(code, market)).toThrow(expect.objectContaining({ code: "InvalidCode", input: code }));
  });

  it("without its market is of the account's only one, or gets no prefix", () => {
    expect(fromTradeCode({ code: "00700" }, "HK")).toBe("HK.00700");
    expect(fromTradeCode({ code: "600519", secMarket: 0 }, "CN")).toBe("600519");
  });
});

describe("the market of an account that trades a code", () => {
  const universal: TradeMarket[] = ["HK", "US", "HKCC", "SG", "HK_Fund", "US_Fund", "JP"];
  const simulated: TradeMarket[] = ["Futures_Simulate_HK", "Futures_Simulate_US", "Futures_Simulate_JP"];

  it.each<[string, readonly TradeMarket[], "paper" | "real", TradeMarket]>([
    ["HK.00700", universal, "real", "HK"],
    ["HK.00700", universal.toReversed(), "real", "HK"],
    ["HK.TCH260529C500000", universal, "real", "HK"],
    ["HK.HSI260629P25000000", ["HK", "CN"], "paper", "HK"],
    ["US.AAPL", universal, "real", "US"],
    ["US..SPXW260330C6330000", universal, "real", "US"],
    ["SH.600519", universal, "real", "HKCC"],
    ["SZ.000001", ["CN", "HKCC"], "real", "HKCC"],
    ["SZ.000001", ["HKCC", "CN"], "paper", "CN"],
    ["SH.600519", ["HK", "HKCC"], "paper", "HKCC"],
    ["SH.600519", ["HK", "CN"], "real", "CN"],
    ["SG.D05", universal, "real", "SG"],
    ["JP.7203", universal, "real", "JP"],
    ["AU.BHP", ["AU"], "real", "AU"],
    ["MY.1155", ["MY"], "real", "MY"],
    ["CA.SHOP", ["CA"], "real", "CA"],
    ["CC.BTCUSD", ["Crypto"], "real", "Crypto"],
    ["EC.KXBTC260330C1", ["Prediction"], "real", "Prediction"],
    ["HK.HSImain", ["HK", "Futures"], "real", "Futures"],
    ["HK.HSI2606", ["Futures"], "paper", "Futures"],
    ["HK.HSI2606", simulated, "paper", "Futures_Simulate_HK"],
    ["US.NQmain", simulated, "paper", "Futures_Simulate_US"],
    ["US.NQmain", ["Futures", "Futures_Simulate_US"], "paper", "Futures_Simulate_US"],
    ["JP.NK2252606", simulated, "paper", "Futures_Simulate_JP"],
    ["HK.FUND", ["HK_Fund"], "real", "HK_Fund"],
  ])("%s among %j, %s, is %4$s", (code, markets, money, market) => {
    expect(marketFor(code, markets, money === "paper")).toBe(market);
  });

  it.each<[string, readonly TradeMarket[], string]>([
    ["SH.600519", ["HK", "US"], '"SH.600519" is traded in HKCC or CN, and the account trades HK, US'],
    ["US.AAPL", ["HK"], '"US.AAPL" is traded in US, and the account trades HK'],
    ["US.AAPL", ["Futures"], '"US.AAPL" is traded in US, and the account trades Futures'],
    ["HK.HSImain", ["HK"], '"HK.HSImain" is traded in Futures or Futures_Simulate_HK, and the account trades HK'],
    ["CC.BTC", ["HK"], '"CC.BTC" is traded in Crypto, and the account trades HK'],
    ["EC.1", ["US"], '"EC.1" is traded in Prediction, and the account trades US'],
    ["SG.D05", [], '"SG.D05" is traded in SG, and the account has no market'],
    ["FX.USDHKD", ["HK"], 'no account trades "FX.USDHKD"'],
    ["hk.00700", ["HK"], '"hk.00700" is not a security code: did you mean HK.00700?'],
  ])("%s among %j does not exist", (code, markets, message) => {
    const choose = () => marketFor(code, markets, false);
    expect(choose).toThrow(expect.objectContaining({ code: "InvalidCode", input: code }));
    expect(choose).toThrow(message);
  });
});

describe("the market that a text names", () => {
  it.each([
    ["HKCC", "HKCC"],
    ["hkcc", "HKCC"],
    ["hk", "HK"],
    ["futures_simulate_hk", "Futures_Simulate_HK"],
    ["futures-simulate-hk", "Futures_Simulate_HK"],
    ["us_fund", "US_Fund"],
  ])("%s is %s", (text, market) => {
    expect(parseTradeMarket(text)).toBe(market);
  });

  it.each([
    ["SH", '--trade-market is "SH", which is what codes begin with. Accounts trade them in CN or HKCC'],
    ["sz", '--trade-market is "sz", which is what codes begin with. Accounts trade them in CN or HKCC'],
    ["CC", '--trade-market is "CC", which is what codes begin with. Accounts trade them in Crypto'],
    ["EC", '--trade-market is "EC", which is what codes begin with. Accounts trade them in Prediction'],
    ["FX", '--trade-market is "FX", which is what codes begin with. No account trades them'],
    ["SH.600519", '--trade-market is "SH.600519", which is a code, and not a market'],
    ["futurs", '--trade-market is "futurs": did you mean Futures?'],
    ["Unknown", '--trade-market is "Unknown": use one of HK, US, CN'],
  ])("does not exist for %s: %s", (text, message) => {
    const parse = () => parseTradeMarket(text, "--trade-market");
    expect(parse).toThrow(expect.objectContaining({ code: "InvalidOption", option: "--trade-market" }));
    expect(parse).toThrow(message);
  });
});

it("has a currency for each market", () => {
  expect((["HK", "US", "HKCC", "Futures_Simulate_JP"] as const).map(currencyOf)).toEqual(["HKD", "USD", "CNH", "JPY"]);
});
