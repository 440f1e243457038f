import type { Handler } from "../base/handler.js";
import { answerHistoryKL, answerHistoryKLQuota } from "./klines/history-klines.js";
import { HistoryQuota } from "./klines/history-quota.js";
import type { SecurityBook } from "./listing/security-book.js";
import { answerSubEventContract } from "./pushes/event-contract-subscription.js";
import { answerRequestIndicatorCalc } from "./pushes/indicator-calc.js";
import { answerSetOptionEventAlert } from "./pushes/option-alert.js";
import { answerGetPriceReminder, answerSetPriceReminder } from "./pushes/price-reminder.js";
import { PriceReminders } from "./pushes/price-reminders.js";
import type { PushDesk } from "./pushes/push-desk.js";
import { answerGetSubInfo, answerRegQotPush, answerSub } from "./pushes/subscription.js";
import { answerSnapshot } from "./quotes/snapshot.js";
import { answerSubscribedData } from "./quotes/subscribed-data.js";
import { answerMarketState, answerStaticInfo, answerTradeDate } from "./securities/market-info.js";
import { answerOptionChain, answerOptionExpirationDate } from "./securities/options.js";
import { answerPlateSecurity, answerPlateSet } from "./securities/plates.js";
import { answerRequestRehab } from "./securities/rehab.js";
import { answerWatchlist } from "./securities/watchlist.js";
import { answerDailyShortVolume, answerShortInterest } from "./short-sales/short-data.js";

/** What the market's replies depend on. */
export interface MarketSettings {
  /** The securities, and the rights to their quotes. */
  readonly book: SecurityBook;
  /** Keeps the subscriptions and makes the trades. */
  readonly desk: PushDesk;
  /** Trading days of data per security. */
  readonly tradingDays: number;
  /** The number of securities whose history K-lines the user may request within a week. */
  readonly historyQuota: number;
}

/** The handlers of the quote protocols. */
export function createMarketHandlers({ book, desk, tradingDays, historyQuota }: MarketSettings): Handler[] {
  const reminders = new PriceReminders(desk);
  const quota = new HistoryQuota(desk.clock, historyQuota);
  return [
    answerDailyShortVolume(book, tradingDays),
    answerShortInterest(book, tradingDays),
    answerSub(book, desk),
    answerRegQotPush(book, desk),
    answerGetSubInfo(desk),
    answerSubEventContract(book, desk),
    answerSetPriceReminder(book, reminders),
    answerGetPriceReminder(reminders),
    answerSetOptionEventAlert(desk),
    answerRequestIndicatorCalc(desk),
    ...answerSubscribedData(book, desk, tradingDays),
    answerHistoryKL(book, quota, tradingDays),
    answerHistoryKLQuota(quota),
    answerSnapshot(book, desk),
    answerStaticInfo(book),
    answerRequestRehab(book, tradingDays),
    answerMarketState(book),
    answerTradeDate(book),
    answerOptionExpirationDate(book),
    answerOptionChain(book),
    answerPlateSet(book),
    answerPlateSecurity(book),
    ...answerWatchlist(book),
  ];
}
