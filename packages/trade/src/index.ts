export { type AccountInfo, listAccounts } from "./accounts.js";
export type { CachedQueryOptions, QueryCallOptions } from "./call-options.js";
export type { Fill } from "./fill.js";
export type { CurrencyFunds, Funds } from "./funds.js";
export type { MarginRatio, MaxQuantities, OrderFees } from "./limits.js";
export type { Unknown } from "./name-of.js";
export type {
  AccountKind,
  CurrencyName,
  FillStatusName,
  Firm,
  OrderStatusName,
  OrderTypeName,
  PaperKind,
  PositionSideName,
  SessionName,
  Side,
  TimeInForceName,
  TrailTypeName,
} from "./names.js";
export { type OpenAccountOptions, openAccount } from "./open-account.js";
export type { Order } from "./order.js";
export type {
  LimitOrder,
  MarketOrder,
  OrderChange,
  OrderRequest,
  Trail,
  TrailingOrder,
  TriggeredLimitOrder,
  TriggeredOrder,
} from "./order-request.js";
export type { Position } from "./position.js";
export { isTradeError, type TradeErrorCode, type TradeErrorDetails, type TradeErrorOf } from "./trade-error.js";
export type { HistoryFilter, TimeFilter, TradeFilter } from "./trade-filter.js";
export type { TradeMarket } from "./trade-markets.js";
export type { MaxQuantitiesRequest, OrderIds, OrderRef, TradingAccount } from "./trading-account.js";
export { type FirmOptions, lockTrade, type UnlockOptions, unlockTrade } from "./unlock-trade.js";
export type { Updates } from "./updates.js";
