import type { BrandFacts } from "../brands.js";
import type { Handler } from "../handler.js";
import { PriceReminders } from "../pushes/price-reminders.js";
import type { PushDesk } from "../pushes/push-desk.js";
import type { TradingDesk } from "../trading/trading-desk.js";
import { createTradingHandlers } from "../trading/trading-handlers.js";
import { answerSubAccPush } from "./account-push.js";
import { answerSubEventContract } from "./event-contract-subscription.js";
import { answerGlobalState } from "./global-state.js";
import { answerInitConnect, answerInitWebSocket, answerKeepAlive } from "./handshake.js";
import { answerHistoryKL, answerHistoryKLQuota } from "./history-klines.js";
import { HistoryQuota } from "./history-quota.js";
import { answerRequestIndicatorCalc } from "./indicator-calc.js";
import { answerMarketState, answerStaticInfo, answerTradeDate } from "./market-info.js";
import { answerSetOptionEventAlert } from "./option-alert.js";
import { answerOptionChain, answerOptionExpirationDate } from "./options.js";
import { answerPlateSecurity, answerPlateSet } from "./plates.js";
import { answerGetPriceReminder, answerSetPriceReminder } from "./price-reminder.js";
import { answerRequestRehab } from "./rehab.js";
import { answerDailyShortVolume, answerShortInterest } from "./short-data.js";
import { historyQuota } from "./simulated-user.js";
import { answerSnapshot } from "./snapshot.js";
import { answerSubscribedData } from "./subscribed-data.js";
import { answerGetSubInfo, answerRegQotPush, answerSub } from "./subscription.js";
import { answerUserInfo } from "./user-info.js";
import { answerWatchlist } from "./watchlist.js";

/** What the built-in replies depend on. */
export interface BuiltInSettings {
  readonly facts: BrandFacts;
  readonly tradingDays: number;
  readonly keepAliveIntervalSeconds: number;
  /** Whether the gateway has an RSA key. */
  readonly isEncrypted: boolean;
  /** The user whom the gateway is logged in as. Not asked before the gateway listens. */
  readonly userId: () => bigint;
  /** Where subscriptions are kept. */
  readonly desk: PushDesk;
  /** Where orders go. */
  readonly trading: TradingDesk;
}

/** The handlers that every gateway has. */
export function createBuiltInHandlers(settings: BuiltInSettings): Handler[] {
  const { tradingDays, desk } = settings;
  const reminders = new PriceReminders(desk);
  const quota = new HistoryQuota(desk.clock, historyQuota);
  return [
    answerInitConnect(settings),
    answerInitWebSocket(),
    answerKeepAlive(),
    answerGlobalState(),
    answerUserInfo(settings),
    answerDailyShortVolume(tradingDays),
    answerShortInterest(tradingDays),
    answerSub(desk),
    answerRegQotPush(desk),
    answerGetSubInfo(desk),
    answerSubEventContract(desk),
    answerSubAccPush(desk),
    answerSetPriceReminder(reminders),
    answerGetPriceReminder(reminders),
    answerSetOptionEventAlert(desk),
    answerRequestIndicatorCalc(desk),
    ...answerSubscribedData(desk, tradingDays),
    answerHistoryKL(quota, tradingDays),
    answerHistoryKLQuota(quota),
    answerSnapshot(desk),
    answerStaticInfo(),
    answerRequestRehab(tradingDays),
    answerMarketState(),
    answerTradeDate(),
    answerOptionExpirationDate(),
    answerOptionChain(),
    answerPlateSet(),
    answerPlateSecurity(),
    ...answerWatchlist(),
    ...createTradingHandlers(settings.trading),
  ];
}
