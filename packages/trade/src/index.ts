export { checkOrder, type OrderCheck } from "./account/check-order.js";
export type { AssetOptions, MoneyOptions } from "./account/money-options.js";
export { type OpenAccountOptions, openAccount } from "./account/open-account.js";
export type { OrderRef } from "./account/order-ref.js";
export { requireTrader } from "./account/require-trader.js";
export type {
  MaxQuantitiesRequest,
  OrderIds,
  TradingAccount,
} from "./account/trading-account.js";
export { type FirmOptions, lockTrade, type UnlockOptions, unlockTrade } from "./account/unlock-trade.js";
export type { Updates } from "./account/updates.js";
export { marketDay } from "./names/market-day.js";
export type { RowMarket } from "./names/row-market.js";
export { parseTradeMarket, type TradeMarket } from "./names/trade-markets.js";
export type { Known } from "./names/words.js";
export type { CachedQueryOptions, QueryCallOptions } from "./requests/call-options.js";
export type {
  LimitOrder,
  MarketOrder,
  OrderChange,
  OrderRequest,
  Trail,
  TrailingLimitOrder,
  TrailingOrder,
  TriggeredLimitOrder,
  TriggeredOrder,
} from "./requests/order-request.js";
export type { HistoryFilter, StatusFilter, TimeFilter, TradeFilter } from "./requests/trade-filter.js";
export { type AccountInfo, describeAccount, listAccounts } from "./rows/accounts.js";
export type { Fill } from "./rows/fill.js";
export type { CurrencyFunds, Funds, MarketFunds } from "./rows/funds.js";
export type { MarginRatio, MaxQuantities, OrderFees } from "./rows/limits.js";
export type { Order } from "./rows/order.js";
export type { Position } from "./rows/position.js";
export { isTradeError, type TradeErrorCode, type TradeErrorDetails, type TradeErrorOf } from "./rows/trade-error.js";
