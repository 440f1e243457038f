import type { Handler } from "../base/handler.js";
import { createBrokerHandlers } from "../broker/broker-handlers.js";
import type { TradingDesk } from "../broker/orders/trading-desk.js";
import type { SecurityBook } from "../market/listing/security-book.js";
import { createMarketHandlers } from "../market/market-handlers.js";
import type { PushDesk } from "../market/pushes/push-desk.js";
import { createSessionHandlers } from "../session/session-handlers.js";
import type { SessionSettings } from "../session/session-settings.js";
import { historyQuota } from "../session/simulated-user.js";

/** What the built-in replies depend on. */
export interface BuiltInSettings extends SessionSettings {
  /** Trading days of data per security. */
  readonly tradingDays: number;
  /** The securities, and the rights to their quotes. */
  readonly book: SecurityBook;
  /** Keeps the subscriptions and makes the trades. */
  readonly desk: PushDesk;
  /** Takes the orders. */
  readonly trading: TradingDesk;
}

/** The handlers that every gateway has. */
export function createBuiltInHandlers(settings: BuiltInSettings): Handler[] {
  const { tradingDays, book, desk, trading } = settings;
  return [
    ...createSessionHandlers(settings),
    ...createMarketHandlers({ book, desk, tradingDays, historyQuota }),
    ...createBrokerHandlers(trading, desk),
  ];
}
