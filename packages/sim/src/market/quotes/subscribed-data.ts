import {
  Qot_Common,
  Qot_GetBasicQot,
  Qot_GetBroker,
  Qot_GetKL,
  Qot_GetOrderBook,
  Qot_GetRT,
  Qot_GetTicker,
} from "@opend/core/protocols";
import { type Handler, type HandlerContext, handle } from "../../base/handler.js";
import { roundTo } from "../../base/hash.js";
import { refuse } from "../../base/refuse.js";
import type { Bar } from "../data/bar.js";
import { nameOf } from "../data/name-of.js";
import { newestBarsOf } from "../klines/history-bars.js";
import { toKLine } from "../klines/to-kline.js";
import type { SecurityBook } from "../listing/security-book.js";
import { brokerQueueOf } from "../live/broker-queue.js";
import type { LiveSecurity } from "../live/live-security.js";
import { basicQuoteOf, orderBookOf } from "../live/push-contents.js";
import { subTypeOf } from "../live/sub-types.js";
import { toTicker } from "../live/to-ticker.js";
import { toTimeShare } from "../live/to-time-share.js";
import type { PushDesk } from "../pushes/push-desk.js";
import { checkNumber, checkRehabType } from "../requests/check-request.js";

const { SubType, PushDataType, OrderBookType } = Qot_Common;
/** The most K-lines or trades in a reply. */
const maxRows = 1000;

/** The handlers that answer subscribers only. All their replies agree with the newest trade, as the pushes do. */
export function answerSubscribedData(book: SecurityBook, desk: PushDesk, tradingDays: number): Handler[] {
  /** Finds a security. Refuses the request when its connection has not subscribed to it. */
  const find = (security: Qot_Common.Security, subType: number, { connectionId }: HandlerContext): LiveSecurity => {
    book.clockOf(security);
    if (desk.subscriptions.find(connectionId, { security, subType })) return desk.liveOf(security);
    refuse(`data type ${subType} of ${security.code} has to be subscribed before it is requested`);
  };
  return [
    handle(Qot_GetBasicQot, ({ securityList }, context) => ({
      basicQotList: securityList.flatMap(
        (security) => basicQuoteOf(find(security, SubType.Basic, context)).basicQotList,
      ),
    })),
    handle(Qot_GetTicker, ({ security, maxRetNum }, context) => {
      checkNumber("maxRetNum", maxRetNum, 1, maxRows);
      const live = find(security, SubType.Ticker, context);
      const trades = live.trades.slice(-maxRetNum);
      const tickerList = trades.map((trade) => toTicker(live.market, trade, PushDataType.Cache));
      return { security, name: nameOf(live), tickerList };
    }),
    handle(Qot_GetOrderBook, ({ security, num, orderBookType = OrderBookType.Normal }, context) => {
      checkNumber("num", num, 1, maxRows);
      const isOdd = orderBookType === OrderBookType.Odd;
      const subType = isOdd ? SubType.OrderBook_Odd : SubType.OrderBook;
      const book = orderBookOf(find(security, subType, context), orderBookType);
      const [asks, bids] = [book.orderBookAskList.slice(0, num), book.orderBookBidList.slice(0, num)];
      return { ...book, orderBookAskList: asks, orderBookBidList: bids };
    }),
    handle(Qot_GetBroker, ({ security }, context) => brokerQueueOf(find(security, SubType.Broker, context))),
    handle(Qot_GetRT, ({ security }, context) => {
      const live = find(security, SubType.RT, context);
      return { security, name: nameOf(live), rtList: timeSharesOf(live) };
    }),
    handle(Qot_GetKL, ({ security, klType, rehabType, reqNum }, context) => {
      checkNumber("reqNum", reqNum, 1, maxRows);
      checkRehabType(rehabType);
      const live = find(security, subTypeOf(klType) ?? refuse(`there are no K-lines of period ${klType}`), context);
      const bars = barsOf(live, klType, reqNum, tradingDays);
      return { security, name: nameOf(live), klList: bars.map((bar) => toKLine(live.profile, bar)) };
    }),
  ];
}

/** The newest bars of a period: those of the days that have data, then those since the first trade. */
function barsOf(live: LiveSecurity, klType: number, count: number, tradingDays: number): Bar[] {
  const own = live.barsOf(klType);
  const startMs = own[0]?.startMs ?? 0;
  const before = newestBarsOf(live.profile, klType, tradingDays, count).filter((bar) => bar.startMs < startMs);
  return [...before, ...own].slice(-count);
}

/** The points of today since the first trade, one per minute. */
function timeSharesOf(live: LiveSecurity): Qot_Common.TimeShare[] {
  const minutes = live.barsOf(Qot_Common.KLType["1Min"]).filter(({ startMs }) => startMs >= live.day.startMs);
  let [volume, turnover] = [0, 0];
  return minutes.map((minute) => {
    volume += minute.volume;
    turnover += minute.turnover;
    return toTimeShare(live, minute, roundTo(turnover / volume, 3));
  });
}
