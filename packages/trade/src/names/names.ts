import { Common, Trd_Common } from "@opend/core/protocols";

const { Currency, OrderFillStatus, OrderStatus, OrderType, PositionSide, SecurityFirm } = Trd_Common;
const { SimAccType, TimeInForce, TrailType, TrdAccType, TrdSide } = Trd_Common;

/**
 * Directions of orders and deals. You place orders with `buy` or `sell`; `sell-short` and `buy-back` only at moomoo JP.
 */
export const sides = {
  buy: TrdSide.TrdSide_Buy,
  sell: TrdSide.TrdSide_Sell,
  "sell-short": TrdSide.TrdSide_SellShort,
  "buy-back": TrdSide.TrdSide_BuyBack,
} as const;
export type Side = keyof typeof sides;

/** The types of orders. `limit` is the gateway's `OrderType_Normal`. */
export const orderTypes = {
  limit: OrderType.OrderType_Normal,
  market: OrderType.OrderType_Market,
  "absolute-limit": OrderType.OrderType_AbsoluteLimit,
  auction: OrderType.OrderType_Auction,
  "auction-limit": OrderType.OrderType_AuctionLimit,
  "special-limit": OrderType.OrderType_SpecialLimit,
  "special-limit-all": OrderType.OrderType_SpecialLimit_All,
  stop: OrderType.OrderType_Stop,
  "stop-limit": OrderType.OrderType_StopLimit,
  "market-if-touched": OrderType.OrderType_MarketifTouched,
  "limit-if-touched": OrderType.OrderType_LimitifTouched,
  "trailing-stop": OrderType.OrderType_TrailingStop,
  "trailing-stop-limit": OrderType.OrderType_TrailingStopLimit,
  "twap-market": OrderType.OrderType_TWAP_MARKET,
  "twap-limit": OrderType.OrderType_TWAP_LIMIT,
  "vwap-market": OrderType.OrderType_VWAP_MARKET,
  "vwap-limit": OrderType.OrderType_VWAP_LIMIT,
} as const;
export type OrderTypeName = keyof typeof orderTypes;

/** States of an order. */
export const orderStatuses = {
  unsubmitted: OrderStatus.OrderStatus_Unsubmitted,
  "waiting-submit": OrderStatus.OrderStatus_WaitingSubmit,
  submitting: OrderStatus.OrderStatus_Submitting,
  "submit-failed": OrderStatus.OrderStatus_SubmitFailed,
  "timed-out": OrderStatus.OrderStatus_TimeOut,
  submitted: OrderStatus.OrderStatus_Submitted,
  "filled-part": OrderStatus.OrderStatus_Filled_Part,
  "filled-all": OrderStatus.OrderStatus_Filled_All,
  "canceling-part": OrderStatus.OrderStatus_Cancelling_Part,
  "canceling-all": OrderStatus.OrderStatus_Cancelling_All,
  "canceled-part": OrderStatus.OrderStatus_Cancelled_Part,
  "canceled-all": OrderStatus.OrderStatus_Cancelled_All,
  failed: OrderStatus.OrderStatus_Failed,
  disabled: OrderStatus.OrderStatus_Disabled,
  deleted: OrderStatus.OrderStatus_Deleted,
  "fill-canceled": OrderStatus.OrderStatus_FillCancelled,
} as const;
export type OrderStatusName = keyof typeof orderStatuses;

/** How long an order stays valid: for the day, until canceled, right now or never, or until a date. */
export const timesInForce = {
  day: TimeInForce.TimeInForce_DAY,
  gtc: TimeInForce.TimeInForce_GTC,
  ioc: TimeInForce.TimeInForce_IOC,
  gtd: TimeInForce.TimeInForce_GTD,
} as const;
export type TimeInForceName = keyof typeof timesInForce;

/** The sessions of US orders. */
export const sessions = {
  NONE: Common.Session.Session_NONE,
  RTH: Common.Session.Session_RTH,
  ETH: Common.Session.Session_ETH,
  ALL: Common.Session.Session_ALL,
  OVERNIGHT: Common.Session.Session_OVERNIGHT,
} as const;
export type SessionName = keyof typeof sessions;

/** The unit of a trailing distance: percent or an amount. */
export const trailTypes = {
  percent: TrailType.TrailType_Ratio,
  amount: TrailType.TrailType_Amount,
} as const;
export type TrailTypeName = keyof typeof trailTypes;

/** States of a deal. */
export const fillStatuses = {
  ok: OrderFillStatus.OrderFillStatus_OK,
  canceled: OrderFillStatus.OrderFillStatus_Cancelled,
  changed: OrderFillStatus.OrderFillStatus_Changed,
  payout: OrderFillStatus.OrderFillStatus_Payout,
} as const;
export type FillStatusName = keyof typeof fillStatuses;

/** The sides of positions. */
export const positionSides = {
  long: PositionSide.PositionSide_Long,
  short: PositionSide.PositionSide_Short,
} as const;
export type PositionSideName = keyof typeof positionSides;

/** The kinds of accounts. */
export const accountKinds = {
  cash: TrdAccType.TrdAccType_Cash,
  margin: TrdAccType.TrdAccType_Margin,
  tfsa: TrdAccType.TrdAccType_TFSA,
  rrsp: TrdAccType.TrdAccType_RRSP,
  srrsp: TrdAccType.TrdAccType_SRRSP,
  derivatives: TrdAccType.TrdAccType_Derivatives,
} as const;
export type AccountKind = keyof typeof accountKinds;

/** Purposes of paper accounts. */
export const paperKinds = {
  stock: SimAccType.SimAccType_Stock,
  option: SimAccType.SimAccType_Option,
  futures: SimAccType.SimAccType_Futures,
  "stock-and-option": SimAccType.SimAccType_StockAndOption,
  competition: SimAccType.SimAccType_Competition,
} as const;
export type PaperKind = keyof typeof paperKinds;

/** Brokers. Those of moomoo have the names of their companies. */
export const firms = {
  FutuSecurities: SecurityFirm.SecurityFirm_FutuSecurities,
  FutuInc: SecurityFirm.SecurityFirm_FutuInc,
  FutuSG: SecurityFirm.SecurityFirm_FutuSG,
  FutuAU: SecurityFirm.SecurityFirm_FutuAU,
  FutuCA: SecurityFirm.SecurityFirm_FutuCA,
  FutuMY: SecurityFirm.SecurityFirm_FutuMY,
  FutuJP: SecurityFirm.SecurityFirm_FutuJP,
} as const;
export type Firm = keyof typeof firms;

/** The currencies. */
export const currencies = {
  HKD: Currency.Currency_HKD,
  USD: Currency.Currency_USD,
  CNH: Currency.Currency_CNH,
  JPY: Currency.Currency_JPY,
  SGD: Currency.Currency_SGD,
  AUD: Currency.Currency_AUD,
  CAD: Currency.Currency_CAD,
  MYR: Currency.Currency_MYR,
  NZD: Currency.Currency_NZD,
} as const;
export type CurrencyName = keyof typeof currencies;
