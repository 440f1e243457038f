import { Qot_RequestHistoryKL, Qot_RequestHistoryKLQuota } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { hashText } from "../../base/hash.js";
import { keyAt, pageRangeOf } from "../../base/page-of.js";
import { refuse } from "../../base/refuse.js";
import { klTypes } from "../calendar/kline-period.js";
import { marketTimeText } from "../calendar/market-time.js";
import { nameOf } from "../data/name-of.js";
import type { SecurityBook } from "../listing/security-book.js";
import { checkRehabType } from "../requests/check-request.js";
import { daysIn } from "../requests/date-range.js";
import { historyBarsOf } from "./history-bars.js";
import type { HistoryQuota } from "./history-quota.js";
import { toKLine } from "./to-kline.js";

/** Answers with K-lines of the days that have data, page by page. */
export function answerHistoryKL(book: SecurityBook, quota: HistoryQuota, tradingDays: number): Handler {
  return handle(Qot_RequestHistoryKL, (c2s) => {
    const { security, klType, rehabType, maxAckKLNum, nextReqKey } = c2s;
    const profile = book.profileOf(security);
    if (!klTypes.includes(klType)) refuse(`there are no K-lines of period ${klType}`);
    checkRehabType(rehabType);
    const range = daysIn(c2s);
    if (nextReqKey === undefined) quota.take(security);
    const series = historyBarsOf(profile, klType, tradingDays, range);
    const seed = hashText(`${security.market}.${security.code} ${klType} ${range.firstDay} ${range.lastDay}`);
    const { start, end } = pageRangeOf(Qot_RequestHistoryKL.paging, { ...c2s }, seed, series.length);
    const pageEnd = maxAckKLNum === undefined ? series.length : end;
    const klList = series.slice(start, pageEnd).map((bar) => toKLine(profile, bar));
    const nextKey = pageEnd < series.length ? new TextEncoder().encode(keyAt(seed, pageEnd)) : undefined;
    return { security, name: nameOf({ security }), klList, nextReqKey: nextKey };
  });
}

/** Lists the securities that use a unit of the quota. Times are in Hong Kong's time zone. */
export function answerHistoryKLQuota(quota: HistoryQuota): Handler {
  return handle(Qot_RequestHistoryKLQuota, ({ bGetDetail }) => {
    const { uses, remaining } = quota;
    const detailList = uses.map(({ security, askedMs }) => ({
      security,
      name: nameOf({ security }),
      requestTime: marketTimeText("HK", askedMs),
      requestTimeStamp: BigInt(Math.floor(askedMs / 1000)),
    }));
    return { usedQuota: uses.length, remainQuota: remaining, detailList: bGetDetail === true ? detailList : [] };
  });
}
