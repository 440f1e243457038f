import { Trd_Common } from "@opend/core/protocols";
import { type TradeMarket, toTradeCode } from "../names/trade-markets.js";
import type { Known } from "../names/words.js";
import { toMomentRange } from "./moments.js";

/** Which orders, deals or positions to return. All conditions must hold. */
export interface TradeFilter {
  /** Only these securities: `["HK.00700"]`. An empty list: none. Default: all. */
  readonly codes?: readonly string[] | undefined;
  /** Only these ids: of orders, deals or positions, depending on the call. An empty list: none. Default: all. */
  readonly ids?: readonly bigint[] | undefined;
}

/** The same, within a time range. */
export interface TimeFilter extends TradeFilter {
  /** The start: `2026-05-08` or `2026-05-08 09:30:00`, in the market's time zone. */
  readonly from?: string | undefined;
  /** The end, inclusive, in the format of `from`. A day alone means its end. */
  readonly to?: string | undefined;
}

/** The same, within a required time range. */
export interface HistoryFilter extends TimeFilter {
  readonly from: string;
  readonly to: string;
}

/** Which orders to return by their status, besides. */
export interface StatusFilter {
  /** Only these statuses. An empty list: none. Default: all. */
  readonly statuses?: readonly Known<Trd_Common.OrderStatusName>[] | undefined;
}

/** Returns whether a filter lets nothing pass. A gateway would take its empty list for all. */
export function selectsNothing({ codes, ids, statuses }: TradeFilter & StatusFilter): boolean {
  return [codes, ids, statuses].some((list) => list?.length === 0);
}

/** Returns whether a filter names the code of a row. A gateway compares it without the market: 000001 is in SH and in SZ. */
export function isNamed(code: string, { codes = [] }: TradeFilter): boolean {
  const bareOf = (text: string) => text.slice(text.indexOf(".") + 1);
  const alike = codes.filter((each) => bareOf(each) === bareOf(code));
  // A gateway may know a security by another code than the one asked for, and a row may lack its market.
  return alike.length === 0 || alike.includes(code) || !code.includes(".");
}

/** The markets that a filter is for. */
export interface FilteredMarkets {
  /** The only one. Undefined for several. */
  readonly market: TradeMarket | undefined;
  /** Returns the market that trades a code. @throws `InvalidCode` when none does */
  marketFor(code: string): TradeMarket;
}

/** The conditions in the gateway's form. @throws `InvalidCode`, `InvalidOption` */
export function toFilterConditions(filter: TimeFilter, covered: FilteredMarkets): Trd_Common.TrdFilterConditions {
  const { market } = covered;
  const { from, to } = toMomentRange({ from: filter.from, to: filter.to });
  return {
    codeList: (filter.codes ?? []).map((code) => toTradeCode(code, covered.marketFor(code)).code),
    idList: [...(filter.ids ?? [])],
    orderIDExList: [],
    beginTime: from,
    endTime: to,
    // Without it, the rows of all markets come, whatever the header says.
    filterMarket: market && Trd_Common.TrdMarket[market],
  };
}
