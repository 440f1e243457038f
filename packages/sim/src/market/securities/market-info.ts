import { Qot_Common, Qot_GetMarketState, Qot_GetStaticInfo, Qot_RequestTradeDate } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import { midnightMs } from "../calendar/market-time.js";
import { isHalfDay, isTradingDay, type Market } from "../calendar/trading-calendar.js";
import type { SecurityBook } from "../listing/security-book.js";
import { checkNumber } from "../requests/check-request.js";
import { dateTextOf, daysIn } from "../requests/date-range.js";
import { staticInfoOf } from "./static-info.js";

const { TradeDateMarket, TradeDateType, QotMarketState, SecurityType } = Qot_Common;
const maxSecurities = 400;
/** Ten years. */
const maxDays = 3660;
const calendars = new Map<number, Market>([
  [TradeDateMarket.HK, "HK"],
  [TradeDateMarket.US, "US"],
]);

/** Answers that all markets are closed, as GetGlobalState does. */
export function answerMarketState(book: SecurityBook): Handler {
  return handle(Qot_GetMarketState, ({ securityList }) => {
    checkNumber("the length of securityList", securityList.length, 1, maxSecurities);
    const marketState = QotMarketState.Closed;
    return {
      marketInfoList: securityList.map((security) => {
        book.check(security);
        return { security, name: staticInfoOf(security).basic.name, marketState };
      }),
    };
  });
}

/** Answers with what never changes about securities: the requested ones, or all of a market. */
export function answerStaticInfo(book: SecurityBook): Handler {
  return handle(Qot_GetStaticInfo, ({ securityList, market, secType = SecurityType.Unknown }) => {
    for (const security of securityList) book.check(security);
    if (securityList.length > 0) return { staticInfoList: securityList.map(staticInfoOf) };
    if (market === undefined) refuse("neither securityList nor market is given");
    book.checkMarket(market);
    const kind = secType === SecurityType.Unknown ? undefined : secType;
    return { staticInfoList: book.listedIn(market, kind).map(staticInfoOf) };
  });
}

/** Lists the trading days, oldest first. A day on which trading ends early has a morning only. */
export function answerTradeDate(book: SecurityBook): Handler {
  return handle(Qot_RequestTradeDate, (c2s) => {
    const { security, market } = c2s;
    const calendar = security ? book.clockOf(security) : calendars.get(market);
    if (calendar === undefined) refuse(`market ${market} has no trading days: only HK (1) and US (2) have`);
    const { firstDay, lastDay } = daysIn(c2s);
    checkNumber("the number of days", lastDay - firstDay + 1, 1, maxDays);
    const days = Array.from({ length: lastDay - firstDay + 1 }, (_, n) => firstDay + n);
    return {
      tradeDateList: days
        .filter((day) => isTradingDay(calendar, day))
        .map((day) => ({
          time: dateTextOf(day),
          timestamp: midnightMs(calendar, day) / 1000,
          tradeDateType: isHalfDay(calendar, day) ? TradeDateType.Morning : TradeDateType.Whole,
        })),
    };
  });
}
