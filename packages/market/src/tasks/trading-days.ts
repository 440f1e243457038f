import type { Client } from "@opend/core";
import { checkOptions, writeDay } from "@opend/core/internal";
import { Qot_RequestTradeDate } from "@opend/core/plain/Qot_RequestTradeDate";
import { TradeDateMarket, type TradeDateMarketName } from "@opend/core/protocols/Qot_Common";
import type { DayRangeOptions, Pager, PagerOptions } from "@opend/pager";
import { toDayRange } from "@opend/pager/internal";
import { parseWord, type Word } from "../names/parse-word.js";
import { hideRaw } from "../rows/hide-raw.js";
import { addDays, dayOf } from "../walks/day-of.js";
import { onePage } from "../walks/one-page.js";

/** A day on which a market is open. */
export interface TradingDay {
  /** The market, such as `HK`: the names of `Qot_Common.TradeDateMarket`. */
  readonly market: TradeDateMarketName;
  /** The day, `2026-05-08`. */
  readonly day: string;
  /** `Whole`, or the half that is traded: the names of `Qot_Common.TradeDateType`. */
  readonly type: Qot_RequestTradeDate.TradeDate["tradeDateType"];
  /** The row in the plain form of the contract. Not enumerable, so `JSON.stringify` and spreads leave it out. */
  readonly raw: Qot_RequestTradeDate.TradeDate;
}

/** Which days. */
export interface TradingDayChoice extends DayRangeOptions {
  /** The market: `hk`, `us`, `cn` …, the names of `Qot_Common.TradeDateMarket`. */
  readonly market: Word<TradeDateMarketName>;
}

/**
 * The trading days of a market (protocol 3219), oldest first: `tradingDays(client, { market: "hk", since: "2026-01-01" })`.
 * The gateway knows ten years back, and forward to the end of this year. Default: from a year ago to the end of what it
 * knows.
 *
 * @throws `InvalidOption`, before anything is sent
 */
export function tradingDays(client: Client, choice: TradingDayChoice, options: PagerOptions = {}): Pager<TradingDay> {
  checkOptions("tradingDays", choice, ["market", "since", "until"]);
  const market = parseWord<TradeDateMarketName>("market", choice.market, TradeDateMarket);
  const today = writeDay(new Date(), "UTC");
  const { since = addDays(today, -365), until = `${today.slice(0, 4)}-12-31` } = toDayRange(choice, undefined);
  return onePage(options, [], async (how) => {
    const request = { market, beginTime: since, endTime: until };
    const { tradeDateList } = await client.ask(Qot_RequestTradeDate, request, how);
    return tradeDateList.map((raw) => hideRaw({ market, day: dayOf(raw.time), type: raw.tradeDateType, raw }));
  });
}
