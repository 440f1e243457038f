import { Common, Trd_Common } from "@opend/core/protocols";

const { Currency, OrderFillStatus, OrderStatus, OrderType, PositionSide, SecurityFirm } = Trd_Common;
const { SimAccType, TimeInForce, TrailType, TrdAccType, TrdSide } = Trd_Common;

/**
 * Directions of orders and deals. You place orders with `buy` or `sell`; `sell-short` and `buy-back` only at moomoo JP.
 */
export const sides = {
  buy: TrdSide.Buy,
  sell: TrdSide.Sell,
  "sell-short": TrdSide.SellShort,
  "buy-back": TrdSide.BuyBack,
} as const;
export type Side = keyof typeof sides;

/** The types of orders. `limit` is the gateway's `OrderType.Normal`. */
export const orderTypes = {
  limit: OrderType.Normal,
  market: OrderType.Market,
  "absolute-limit": OrderType.AbsoluteLimit,
  auction: OrderType.Auction,
  "auction-limit": OrderType.AuctionLimit,
  "special-limit": OrderType.SpecialLimit,
  "special-limit-all": OrderType.SpecialLimit_All,
  stop: OrderType.Stop,
  "stop-limit": OrderType.StopLimit,
  "market-if-touched": OrderType.MarketifTouched,
  "limit-if-touched": OrderType.LimitifTouched,
  "trailing-stop": OrderType.TrailingStop,
  "trailing-stop-limit": OrderType.TrailingStopLimit,
  "twap-market": OrderType.TWAP_MARKET,
  "twap-limit": OrderType.TWAP_LIMIT,
  "vwap-market": OrderType.VWAP_MARKET,
  "vwap-limit": OrderType.VWAP_LIMIT,
} as const;
export type OrderTypeName = keyof typeof orderTypes;

/** States of an order. */
export const orderStatuses = {
  unsubmitted: OrderStatus.Unsubmitted,
  "waiting-submit": OrderStatus.WaitingSubmit,
  submitting: OrderStatus.Submitting,
  "submit-failed": OrderStatus.SubmitFailed,
  "timed-out": OrderStatus.TimeOut,
  submitted: OrderStatus.Submitted,
  "filled-part": OrderStatus.Filled_Part,
  "filled-all": OrderStatus.Filled_All,
  "canceling-part": OrderStatus.Cancelling_Part,
  "canceling-all": OrderStatus.Cancelling_All,
  "canceled-part": OrderStatus.Cancelled_Part,
  "canceled-all": OrderStatus.Cancelled_All,
  failed: OrderStatus.Failed,
  disabled: OrderStatus.Disabled,
  deleted: OrderStatus.Deleted,
  "fill-canceled": OrderStatus.FillCancelled,
} as const;
export type OrderStatusName = keyof typeof orderStatuses;

/** How long an order stays valid: for the day, until canceled, right now or never, or until a date. */
export const timesInForce = {
  day: TimeInForce.DAY,
  gtc: TimeInForce.GTC,
  ioc: TimeInForce.IOC,
  gtd: TimeInForce.GTD,
} as const;
export type TimeInForceName = keyof typeof timesInForce;

/** The sessions of US orders. */
export const sessions = {
  NONE: Common.Session.NONE,
  RTH: Common.Session.RTH,
  ETH: Common.Session.ETH,
  ALL: Common.Session.ALL,
  OVERNIGHT: Common.Session.OVERNIGHT,
} as const;
export type SessionName = keyof typeof sessions;

/** The unit of a trailing distance: percent or an amount. */
export const trailTypes = {
  percent: TrailType.Ratio,
  amount: TrailType.Amount,
} as const;
export type TrailTypeName = keyof typeof trailTypes;

/** States of a deal. */
export const fillStatuses = {
  ok: OrderFillStatus.OK,
  canceled: OrderFillStatus.Cancelled,
  changed: OrderFillStatus.Changed,
  payout: OrderFillStatus.Payout,
} as const;
export type FillStatusName = keyof typeof fillStatuses;

/** The sides of positions. */
export const positionSides = {
  long: PositionSide.Long,
  short: PositionSide.Short,
} as const;
export type PositionSideName = keyof typeof positionSides;

/** The kinds of accounts. */
export const accountKinds = {
  cash: TrdAccType.Cash,
  margin: TrdAccType.Margin,
  tfsa: TrdAccType.TFSA,
  rrsp: TrdAccType.RRSP,
  srrsp: TrdAccType.SRRSP,
  derivatives: TrdAccType.Derivatives,
} as const;
export type AccountKind = keyof typeof accountKinds;

/** Purposes of paper accounts. */
export const paperKinds = {
  stock: SimAccType.Stock,
  option: SimAccType.Option,
  futures: SimAccType.Futures,
  "stock-and-option": SimAccType.StockAndOption,
  competition: SimAccType.Competition,
} as const;
export type PaperKind = keyof typeof paperKinds;

/** Brokers. Those of moomoo have the names of their companies. */
export const firms = {
  FutuSecurities: SecurityFirm.FutuSecurities,
  FutuInc: SecurityFirm.FutuInc,
  FutuSG: SecurityFirm.FutuSG,
  FutuAU: SecurityFirm.FutuAU,
  FutuCA: SecurityFirm.FutuCA,
  FutuMY: SecurityFirm.FutuMY,
  FutuJP: SecurityFirm.FutuJP,
} as const;
export type Firm = keyof typeof firms;

/** The currencies. */
export const currencies = {
  HKD: Currency.HKD,
  USD: Currency.USD,
  CNH: Currency.CNH,
  JPY: Currency.JPY,
  SGD: Currency.SGD,
  AUD: Currency.AUD,
  CAD: Currency.CAD,
  MYR: Currency.MYR,
  NZD: Currency.NZD,
} as const;
export type CurrencyName = keyof typeof currencies;
