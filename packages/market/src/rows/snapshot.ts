import type { Qot_GetSecuritySnapshot } from "@opend/core/plain/Qot_GetSecuritySnapshot";
import { hideRaw } from "./hide-raw.js";

type Raw = Qot_GetSecuritySnapshot.Snapshot;

/** A security as it is now. A field that the gateway left out is undefined. Prices are in the currency of the security. */
export interface Snapshot {
  /** The security, such as `HK.00700`. */
  readonly code: string;
  /** Name of the security. */
  readonly name: string | undefined;
  /** Kind of security, such as `Eqty` or `Trust`: the names of `Qot_Common.SecurityType`. */
  readonly type: Raw["basic"]["type"];
  /** When the price was updated, ISO 8601 with the offset of the market. */
  readonly time: string;
  /** Last price. */
  readonly price: number;
  /** Opening price of the day. */
  readonly open: number;
  /** Highest price of the day. */
  readonly high: number;
  /** Lowest price of the day. */
  readonly low: number;
  /** Closing price of the trading day before. */
  readonly lastClose: number;
  /** Shares or contracts traded on the day. */
  readonly volume: number;
  /** Value traded on the day. */
  readonly turnover: number;
  /** Turnover rate in percent: 12.34 means 12.34 %. */
  readonly turnoverRate: number;
  /** Best bid. */
  readonly bid: number | undefined;
  /** Best ask. */
  readonly ask: number | undefined;
  /** Shares or contracts at the best bid. */
  readonly bidVolume: number | undefined;
  /** Shares or contracts at the best ask. */
  readonly askVolume: number | undefined;
  /** Mean price of the day. */
  readonly averagePrice: number | undefined;
  /** Range of the day in percent of `lastClose`: 12.34 means 12.34 %. */
  readonly amplitude: number | undefined;
  /** Volume of the day relative to the usual. */
  readonly volumeRatio: number | undefined;
  /** Highest price of 52 weeks. */
  readonly high52Weeks: number | undefined;
  /** Lowest price of 52 weeks. */
  readonly low52Weeks: number | undefined;
  /** Shares or contracts in a lot. */
  readonly lotSize: number;
  /** The smallest step of the price. */
  readonly priceSpread: number;
  /** First day of trading, `2004-06-16`. */
  readonly listDay: string;
  /** Whether trading is suspended. */
  readonly isSuspended: boolean;
  /** US securities before the market opens. */
  readonly preMarket: Raw["basic"]["preMarket"];
  /** US securities after the market has closed. */
  readonly afterMarket: Raw["basic"]["afterMarket"];
  /** US securities overnight. */
  readonly overnight: Raw["basic"]["overnight"];
  /** What only stocks have, with the field names of the contract. */
  readonly equity: Raw["equityExData"];
  /** What only warrants have, with the field names of the contract. */
  readonly warrant: Raw["warrantExData"];
  /** What only options have, with the field names of the contract. */
  readonly option: Raw["optionExData"];
  /** What only indices have, with the field names of the contract. */
  readonly index: Raw["indexExData"];
  /** What only plates have, with the field names of the contract. */
  readonly plate: Raw["plateExData"];
  /** What only futures have, with the field names of the contract. */
  readonly future: Raw["futureExData"];
  /** What only funds have, with the field names of the contract. */
  readonly trust: Raw["trustExData"];
  /** The row in the plain form of the contract. Not enumerable, so `JSON.stringify` and spreads leave it out. */
  readonly raw: Raw;
}

/** The columns of the contract that the fields come from. */
export const snapshotFields = {
  code: "basic.security",
  name: "basic.name",
  type: "basic.type",
  time: "basic.updateTime",
  price: "basic.curPrice",
  open: "basic.openPrice",
  high: "basic.highPrice",
  low: "basic.lowPrice",
  lastClose: "basic.lastClosePrice",
  volume: "basic.volume",
  turnover: "basic.turnover",
  turnoverRate: "basic.turnoverRate",
  bid: "basic.bidPrice",
  ask: "basic.askPrice",
  bidVolume: "basic.bidVol",
  askVolume: "basic.askVol",
  averagePrice: "basic.avgPrice",
  amplitude: "basic.amplitude",
  volumeRatio: "basic.volumeRatio",
  high52Weeks: "basic.highest52WeeksPrice",
  low52Weeks: "basic.lowest52WeeksPrice",
  lotSize: "basic.lotSize",
  priceSpread: "basic.priceSpread",
  listDay: "basic.listTime",
  isSuspended: "basic.isSuspend",
} as const;

/** The messages of the contract that a row keeps whole. */
export const snapshotParts = {
  preMarket: "basic.preMarket",
  afterMarket: "basic.afterMarket",
  overnight: "basic.overnight",
  equity: "equityExData",
  warrant: "warrantExData",
  option: "optionExData",
  index: "indexExData",
  plate: "plateExData",
  future: "futureExData",
  trust: "trustExData",
} as const;

/** Returns the row of a snapshot. */
export function toSnapshot(raw: Raw): Snapshot {
  const { basic } = raw;
  return hideRaw(
    {
      code: basic.security,
      name: basic.name,
      type: basic.type,
      time: basic.updateTime,
      price: basic.curPrice,
      open: basic.openPrice,
      high: basic.highPrice,
      low: basic.lowPrice,
      lastClose: basic.lastClosePrice,
      volume: basic.volume,
      turnover: basic.turnover,
      turnoverRate: basic.turnoverRate,
      bid: basic.bidPrice,
      ask: basic.askPrice,
      bidVolume: basic.bidVol,
      askVolume: basic.askVol,
      averagePrice: basic.avgPrice,
      amplitude: basic.amplitude,
      volumeRatio: basic.volumeRatio,
      high52Weeks: basic.highest52WeeksPrice,
      low52Weeks: basic.lowest52WeeksPrice,
      lotSize: basic.lotSize,
      priceSpread: basic.priceSpread,
      listDay: basic.listTime,
      isSuspended: basic.isSuspend,
      preMarket: basic.preMarket,
      afterMarket: basic.afterMarket,
      overnight: basic.overnight,
      equity: raw.equityExData,
      warrant: raw.warrantExData,
      option: raw.optionExData,
      index: raw.indexExData,
      plate: raw.plateExData,
      future: raw.futureExData,
      trust: raw.trustExData,
      raw,
    },
    snapshotFields,
  );
}
