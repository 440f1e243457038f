import { Qot_RequestHistoryKL, Qot_RequestHistoryKLQuota } from "@opend/core/protocols";
import { hashText } from "../data/hash.js";
import { historyBarsOf } from "../data/history-bars.js";
import { marketTimeText } from "../data/market-time.js";
import { toKLine } from "../data/to-kline.js";
import { type Handler, handle } from "../handler.js";
import { klTypes } from "../pushes/kline-period.js";
import { nameOf } from "../pushes/push-contents.js";
import { refuse } from "../refuse.js";
import { keyAt, pageRangeOf } from "../schema/page-of.js";
import { checkRehabType } from "./check-request.js";
import { daysIn } from "./date-range.js";
import type { HistoryQuota } from "./history-quota.js";
import { profileIn } from "./quoted-security.js";

/** K-lines of the days that there is data for, page by page. */
export function answerHistoryKL(quota: HistoryQuota, tradingDays: number): Handler {
  return handle(Qot_RequestHistoryKL, (c2s) => {
    const { security, klType, rehabType, maxAckKLNum, nextReqKey } = c2s;
    const profile = profileIn(security);
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

/** The securities that take a unit of the quota. Times are Hong Kong's. */
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
