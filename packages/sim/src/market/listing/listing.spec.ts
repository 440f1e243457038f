import { type SecurityCode, security } from "@opend/core";
import { valuesOf } from "@opend/core/internal";
import { Qot_Common } from "@opend/core/protocols";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isListed, listedAt, listedIn, securityTypeOf } from "./listing.js";

const { SecurityType } = Qot_Common;
const markets = valuesOf(Qot_Common.QotMarket).filter((market) => market !== 0 && market !== 2 && market !== 101);

test.each<readonly [SecurityCode, keyof typeof SecurityType]>([
  ["HK.00700", "Eqty"],
  ["HK.00001", "Eqty"],
  ["HK.09988", "Eqty"],
  ["HK.08001", "Eqty"],
  ["HK.02800", "Trust"],
  ["HK.800000", "Index"],
  ["HK.HSImain", "Future"],
  ["HK.HSI2606", "Future"],
  ["HK.LIST9101", "Plate"],
  ["HK.TCH260515C480000", "Drvt"],
  ["US.AAPL", "Eqty"],
  ["US.BRK.B", "Eqty"],
  ["US.SPY", "Trust"],
  ["US..SPX", "Index"],
  ["US.NQmain", "Future"],
  ["SH.600519", "Eqty"],
  ["SZ.000001", "Eqty"],
  ["SG.D05", "Eqty"],
  ["MY.1155", "Eqty"],
  ["JP.7203", "Eqty"],
  ["JP.NK2252606", "Future"],
  ["FX.EURUSD", "Forex"],
  ["CC.BTC", "Crypto"],
  ["CC.BTCUSD", "Crypto"],
])("%s is listed as %s", (code, type) => {
  expect(isListed(security(code))).toBe(true);
  expect(securityTypeOf(security(code))).toBe(SecurityType[type]);
});

test.each<SecurityCode>([
  "HK.700",
  "HK.000700",
  "HK.99999",
  "HK.00000",
  "HK.01500",
  "HK.AAPL",
  "HK.LIST1",
  "HK.HSI",
  "HK.TCH260514C480000",
  "HK.TCH260515C480001",
  "HK.TCH269915C480000",
  "HK.QQ260515C480000",
  "US.NOPE",
  "US.aapl",
  "US.00700",
  "US.NOPE260515C100000",
  "US.AAPL260515P",
  "SG.D",
  "EC. ",
])("%s is not listed", (code) => {
  const [market = "HK"] = code.split(".");
  expect(isListed({ market: security(`${market}.X`).market, code: code.slice(3) })).toBe(false);
});

test.each(markets)("market %i lists each security once, and what it lists exists", (market) => {
  const all = listedIn(market);
  expect(all.length).toBeGreaterThan(15);
  expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
  expect(all.filter((each) => !isListed(each))).toEqual([]);
  for (const kind of valuesOf(SecurityType)) {
    expect(listedIn(market, kind)).toEqual(all.filter((each) => securityTypeOf(each) === kind));
  }
});

test("any number stands for something listed", () => {
  fc.assert(
    fc.property(fc.constantFrom(...markets, 101), fc.nat(), (market, number) => {
      expect(isListed(listedAt(market, number))).toBe(true);
    }),
  );
});
