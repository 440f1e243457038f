import { Qot_Common } from "@opend/core/protocols";
import { letterCodes } from "./letter-codes.js";
import { plates } from "./plates.js";
import { letteredSection, type NumberRange, namedSection, numberedSection, type Section } from "./section.js";

const { QotMarket: Market, SecurityType: Type, ExchType: Exch } = Qot_Common;

/** The contracts of a future: the main one, those of this month and the next, and months by year and month. */
const contracts = ["main", "current", "next", "2605", "2606", "2607", "2608", "2609", "2612", "2703"];
const coins = ["BTC", "ETH", "SOL", "XRP", "DOGE", "ADA", "LTC", "LINK"];
const currencies = ["USD", "EUR", "GBP", "JPY", "CHF", "AUD", "CAD", "NZD", "HKD", "CNH", "SGD"];
const usCodes = letterCodes(4, 178_921);
const [usStocks, usFunds] = [5000, 1000];
const nasdaqCodes =
  "AAPL MSFT NVDA AMZN GOOGL GOOG META TSLA AVGO COST NFLX AMD ADBE CSCO PEP INTC QCOM TXN AMGN SBUX MU PLTR COIN";
const nyseCodes =
  "BRK.A BRK.B JPM V MA WMT XOM UNH JNJ PG HD KO DIS BAC ABBV CVX MRK ORCL CRM T F X C GE GM IBM BA CAT NKE PFE BABA";

/**
 * What is listed in each market, by `Qot_Common.QotMarket`. Hong Kong has some 2,700 stocks and the US some 5,000, as in
 * the world. A few well-known codes are among them, and all others are made up. Options are not here, since they follow
 * from what they are options of, nor are event contracts, which come and go.
 */
export const sections: ReadonlyMap<number, readonly Section[]> = new Map<number, readonly Section[]>([
  [Market.HK_Security, hongKong()],
  [Market.US_Security, unitedStates()],
  [Market.CNSH_Security, [stocks(Exch.CN_SH, 6, [600_000, 601_999]), stocks(Exch.CN_STIB, 6, [688_001, 688_599])]],
  [Market.CNSZ_Security, [stocks(Exch.CN_SZ, 6, [1, 999], [2001, 2999], [300_001, 300_999])]],
  [Market.SG_Security, [singapore(), futures(Exch.SG_SGX, "CN", "NK", "TW"), plateSection(Exch.SG_SGX)]],
  [Market.JP_Security, [stocks(Exch.JP_TSE, 4, [1301, 1999], [6501, 7999]), futures(Exch.JP_OSE, "NK225", "TOPIX")]],
  [Market.AU_Security, [lettered(3, 5347, 2000)]],
  [Market.MY_Security, [stocks(Exch.MY_MYX, 4, [1001, 1999], [5001, 5299]), plateSection(Exch.MY_MYX)]],
  [Market.CA_Security, [lettered(3, 7331, 3000)]],
  [Market.FX_Security, [pairs()]],
  [Market.CC_Security, [crypto()]],
]);

function hongKong(): Section[] {
  const funds = { secType: Type.Trust, exchType: Exch.HK_MainBoard };
  const indices = { secType: Type.Index, exchType: Exch.HK_HKEX };
  return [
    stocks(
      Exch.HK_MainBoard,
      5,
      [1, 1499],
      [1800, 1899],
      [2000, 2399],
      [3600, 3699],
      [6600, 6699],
      [9600, 9699],
      [9900, 9999],
    ),
    stocks(Exch.HK_GEMBoard, 5, [8001, 8300]),
    numberedSection(funds, 5, [2800, 2849], [3000, 3199]),
    namedSection(indices, ["800000", "800100", "800121", "800125", "800700"]),
    futures(Exch.HK_HKEX, "HSI", "MHI", "HHI", "MCH", "HTI"),
    plateSection(Exch.HK_HKEX),
  ];
}

function unitedStates(): Section[] {
  const funds = { secType: Type.Trust, exchType: Exch.US_NYSE };
  const indices = { secType: Type.Index, exchType: Exch.US_CBOE };
  return [
    namedSection({ secType: Type.Eqty, exchType: Exch.US_Nasdaq }, nasdaqCodes.split(" ")),
    namedSection({ secType: Type.Eqty, exchType: Exch.US_NYSE }, nyseCodes.split(" ")),
    namedSection(funds, ["SPY", "QQQ", "IWM", "DIA", "VTI", "GLD", "TLT"]),
    letteredSection({ secType: Type.Eqty, exchType: Exch.US_Nasdaq }, usCodes, 1, usStocks),
    letteredSection(funds, usCodes, 1 + usStocks, usFunds),
    namedSection(indices, [".SPX", ".DJI", ".IXIC", ".NDX", ".RUT", ".VIX"]),
    futures(Exch.US_CME, "ES", "NQ", "YM", "RTY", "CL", "GC"),
    plateSection(Exch.US_NYSE),
  ];
}

/** A letter and two digits, such as D05. */
function singapore(): Section {
  const letters = Array.from({ length: 26 }, (_, n) => String.fromCharCode(65 + n));
  const numbers = Array.from({ length: 25 }, (_, n) => String(n).padStart(2, "0"));
  const codes = letters.flatMap((letter) => numbers.map((number) => `${letter}${number}`));
  return namedSection({ secType: Type.Eqty, exchType: Exch.SG_SGX }, codes);
}

function pairs(): Section {
  const codes = currencies.flatMap((one) => currencies.filter((other) => other !== one).map((other) => one + other));
  return namedSection({ secType: Type.Forex, exchType: Exch.Unknown }, codes);
}

function crypto(): Section {
  const codes = coins.flatMap((coin) => [coin, `${coin}USD`]);
  return namedSection({ secType: Type.Crypto, exchType: Exch.CC_CRYPTO }, codes);
}

function stocks(exchType: number, digits: number, ...ranges: readonly NumberRange[]): Section {
  return numberedSection({ secType: Type.Eqty, exchType }, digits, ...ranges);
}

function lettered(length: number, factor: number, count: number): Section {
  return letteredSection({ secType: Type.Eqty, exchType: Exch.Unknown }, letterCodes(length, factor), 1, count);
}

function futures(exchType: number, ...roots: readonly string[]): Section {
  const codes = roots.flatMap((root) => contracts.map((contract) => `${root}${contract}`));
  return namedSection({ secType: Type.Future, exchType }, codes);
}

function plateSection(exchType: number): Section {
  return namedSection(
    { secType: Type.Plate, exchType },
    plates.map(({ code }) => code),
  );
}
