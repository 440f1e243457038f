import { expect, it } from "vitest";
import { type Instrument, instrumentOf } from "./instrument-of.js";

it.each<[Instrument, string[]]>([
  ["stock", ["HK.00700", "HK.800000", "US.AAPL", "US..SPX", "US.BRK.B", "US.MAIN", "JP.7203", "JP.130A", "SG.D05"]],
  ["stock", ["SH.600519", "CC.BTCUSD", "EC.KXBTC260330C1", "SG.A17U", "US.", "", "AAPL"]],
  ["option", ["HK.TCH260529C500000", "HK.HSI260629P25000000", "US.NVDA260330C160000", "US..SPXW260330C6330000"]],
  ["option", ["US.AAPL1260618P1500"]],
  ["futures", ["HK.HSI2606", "HK.HSImain", "HK.MHIcurrent", "HK.MCHnext", "US.ES2606", "US.NQmain"]],
  ["futures", ["SG.CNmain", "JP.NK2252606"]],
])("knows a %s by its code: %j", (instrument, codes) => {
  expect(codes.map((code) => [code, instrumentOf(code)])).toEqual(codes.map((code) => [code, instrument]));
});
