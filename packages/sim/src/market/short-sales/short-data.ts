import { type Qot_Common, Qot_GetDailyShortVolume, Qot_GetShortInterest } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import { marketOfNumber } from "../data/market-of-number.js";
import type { SecurityProfile } from "../data/security-profile.js";
import type { SecurityBook } from "../listing/security-book.js";
import { hkDailyRowAt, usDailyRowAt } from "./daily-short-volume-rows.js";
import { hkInterestRowAt, publishedInterestOf, tradingDaysPerReport, usInterestRowAt } from "./short-interest-rows.js";
import { type Page, type RowSeries, takePage } from "./take-page.js";

/** The fields that the requests of both protocols have. */
interface Question {
  readonly security: Qot_Common.Security;
  readonly nextKey?: string | undefined;
  readonly num?: number | undefined;
}

/** Answers with the short volume of every trading day. */
export function answerDailyShortVolume(book: SecurityBook, tradingDays: number): Handler {
  return handle(Qot_GetDailyShortVolume, (c2s) => {
    const profile = profileIn(book, c2s);
    const days = { tradingDays, tradingDaysPerRow: 1 };
    if (profile.market === "US") {
      const { rows, nextKey } = pageOf(c2s, { ...days, market: "US", rowAt: (index) => usDailyRowAt(profile, index) });
      return { usItemList: rows, hkItemList: [], nextKey };
    }
    const { rows, nextKey } = pageOf(c2s, { ...days, market: "HK", rowAt: (index) => hkDailyRowAt(profile, index) });
    return { usItemList: [], hkItemList: rows, nextKey, ...publishedInterestOf(profile) };
  });
}

/** Answers with the reports of shares held short. */
export function answerShortInterest(book: SecurityBook, tradingDays: number): Handler {
  return handle(Qot_GetShortInterest, (c2s) => {
    const profile = profileIn(book, c2s);
    const { market } = profile;
    const days = { market, tradingDays, tradingDaysPerRow: tradingDaysPerReport[market] };
    if (market === "US") {
      const { rows, nextKey } = pageOf(c2s, { ...days, rowAt: (index) => usInterestRowAt(profile, index) });
      return { usItemList: rows, hkItemList: [], nextKey };
    }
    const { rows, nextKey } = pageOf(c2s, { ...days, rowAt: (index) => hkInterestRowAt(profile, index) });
    return { usItemList: [], hkItemList: rows, nextKey };
  });
}

function profileIn(book: SecurityBook, { security }: Question): SecurityProfile {
  const profile = book.profileOf(security);
  if (marketOfNumber(security.market) !== undefined) return profile;
  refuse(`market ${security.market} has no short-sale data: only HK (1) and US (11) have`);
}

/** Both protocols allow the same page sizes. */
const { pageSize } = Qot_GetDailyShortVolume.paging;
const { default: defaultRows = 10, min: minRows = 1, max: maxRows = 50 } = pageSize ?? {};

function pageOf<Row>({ nextKey, num = defaultRows }: Question, series: RowSeries<Row>): Page<Row> {
  if (num < minRows || num > maxRows) refuse(`num is ${num}: it must be from ${minRows} to ${maxRows}`);
  return takePage(series, nextKey, num) ?? refuse("nextKey is not one that a page of this security has given");
}
