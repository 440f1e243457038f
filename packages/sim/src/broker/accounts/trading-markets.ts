import { zonesOfTrdMarket } from "@opend/core/internal";
import { Qot_Common, Trd_Common } from "@opend/core/protocols";
import { zonedTimeText } from "../../market/calendar/market-time.js";

const { Currency, ModifyOrderOp, TrdMarket, TrdSecMarket } = Trd_Common;
const { QotMarket } = Qot_Common;

/** A market that accounts trade in, such as `HK`, `HKCC` or `Futures`. */
export type TradeMarketName = Exclude<Trd_Common.TrdMarketName, "Unknown">;

/** Where a security is at home. */
export interface Home {
  /** As a `Trd_Common.TrdSecMarket` value. */
  readonly secMarket: number;
  /** As a `Qot_Common.QotMarket` value. */
  readonly qotMarket: number;
  /** As a `Trd_Common.Currency` value. */
  readonly currency: number;
}

/** What trading needs to know of a market. */
export interface TradingMarket {
  /** As a `Trd_Common.TrdMarket` value. */
  readonly trdMarket: number;
  /** Where what is traded there is at home. */
  readonly homes: readonly [Home, ...Home[]];
  /** The lot size, in shares or contracts. Undefined where any part of one is traded. */
  readonly lotSize: number | undefined;
  /** What orders take, as `Trd_Common.ModifyOrderOp` values. */
  readonly changes: ReadonlySet<number>;
}

/** A security, and the market in which an account trades it. */
export interface TradedSecurity {
  readonly market: TradeMarketName;
  readonly home: Home;
  readonly code: string;
}

const hk = { secMarket: TrdSecMarket.HK, qotMarket: QotMarket.HK_Security, currency: Currency.HKD };
const us = { secMarket: TrdSecMarket.US, qotMarket: QotMarket.US_Security, currency: Currency.USD };
const sh = { secMarket: TrdSecMarket.CN_SH, qotMarket: QotMarket.CNSH_Security, currency: Currency.CNH };
const sz = { secMarket: TrdSecMarket.CN_SZ, qotMarket: QotMarket.CNSZ_Security, currency: Currency.CNH };
const sg = { secMarket: TrdSecMarket.SG, qotMarket: QotMarket.SG_Security, currency: Currency.SGD };
const jp = { secMarket: TrdSecMarket.JP, qotMarket: QotMarket.JP_Security, currency: Currency.JPY };
const au = { secMarket: TrdSecMarket.AU, qotMarket: QotMarket.AU_Security, currency: Currency.AUD };
const my = { secMarket: TrdSecMarket.MY, qotMarket: QotMarket.MY_Security, currency: Currency.MYR };
const ca = { secMarket: TrdSecMarket.CA, qotMarket: QotMarket.CA_Security, currency: Currency.CAD };
const crypto = { secMarket: TrdSecMarket.CC, qotMarket: QotMarket.CC_Security, currency: Currency.USD };
const contracts = { secMarket: TrdSecMarket.EC, qotMarket: QotMarket.EventContract, currency: Currency.USD };

const { Normal, Cancel, Disable, Enable, Delete } = ModifyOrderOp;
const [all, few] = [new Set([Normal, Cancel, Disable, Enable, Delete]), new Set([Normal, Cancel])];
const [cancelOnly, ofFutures] = [new Set([Cancel]), new Set([Normal, Cancel, Delete])];

/** All markets. */
export const tradingMarkets: Readonly<Record<TradeMarketName, TradingMarket>> = {
  HK: { trdMarket: TrdMarket.HK, homes: [hk], lotSize: 100, changes: all },
  US: { trdMarket: TrdMarket.US, homes: [us], lotSize: 1, changes: few },
  CN: { trdMarket: TrdMarket.CN, homes: [sh, sz], lotSize: 100, changes: few },
  HKCC: { trdMarket: TrdMarket.HKCC, homes: [sh, sz], lotSize: 100, changes: cancelOnly },
  Futures: { trdMarket: TrdMarket.Futures, homes: [hk, us, sg, jp], lotSize: 1, changes: ofFutures },
  SG: { trdMarket: TrdMarket.SG, homes: [sg], lotSize: 100, changes: few },
  Crypto: { trdMarket: TrdMarket.Crypto, homes: [crypto], lotSize: undefined, changes: few },
  AU: { trdMarket: TrdMarket.AU, homes: [au], lotSize: 1, changes: few },
  Futures_Simulate_HK: { trdMarket: TrdMarket.Futures_Simulate_HK, homes: [hk], lotSize: 1, changes: ofFutures },
  Futures_Simulate_US: { trdMarket: TrdMarket.Futures_Simulate_US, homes: [us], lotSize: 1, changes: ofFutures },
  Futures_Simulate_SG: { trdMarket: TrdMarket.Futures_Simulate_SG, homes: [sg], lotSize: 1, changes: ofFutures },
  Futures_Simulate_JP: { trdMarket: TrdMarket.Futures_Simulate_JP, homes: [jp], lotSize: 1, changes: ofFutures },
  JP: { trdMarket: TrdMarket.JP, homes: [jp], lotSize: 100, changes: few },
  Prediction: { trdMarket: TrdMarket.Prediction, homes: [contracts], lotSize: 1, changes: few },
  MY: { trdMarket: TrdMarket.MY, homes: [my], lotSize: 100, changes: few },
  CA: { trdMarket: TrdMarket.CA, homes: [ca], lotSize: 1, changes: few },
  HK_Fund: { trdMarket: TrdMarket.HK_Fund, homes: [hk], lotSize: 1, changes: few },
  US_Fund: { trdMarket: TrdMarket.US_Fund, homes: [us], lotSize: 1, changes: few },
  SG_Fund: { trdMarket: TrdMarket.SG_Fund, homes: [sg], lotSize: 1, changes: few },
  MY_Fund: { trdMarket: TrdMarket.MY_Fund, homes: [my], lotSize: 1, changes: few },
  JP_Fund: { trdMarket: TrdMarket.JP_Fund, homes: [jp], lotSize: 1, changes: few },
};

/** Whether a text is the name of a market. */
export function isTradeMarket(name: string): name is TradeMarketName {
  return Object.hasOwn(tradingMarkets, name);
}

/** The names of all markets. */
export const tradeMarketNames: readonly TradeMarketName[] = Object.keys(tradingMarkets).filter(isTradeMarket);

/** The market of a `Trd_Common.TrdMarket` value. Undefined if there is none. */
export function marketOfTrdMarket(trdMarket: number): TradeMarketName | undefined {
  return tradeMarketNames.find((market) => tradingMarkets[market].trdMarket === trdMarket);
}

/** Whether contracts are traded in a market: they take a margin, and have no value. */
export function isFuturesMarket(market: TradeMarketName): boolean {
  return market.startsWith("Futures");
}

/** The security as quote protocols name it. */
export function quotedAs({ home, code }: Pick<TradedSecurity, "home" | "code">): Qot_Common.Security {
  return { market: home.qotMarket, code };
}

/** The zone of the markets that have none of their own: futures, whose zone is a setting of OpenD, and cryptocurrencies. */
const zoneOfOthers = "Asia/Hong_Kong";

/** A moment as YYYY-MM-DD HH:MM:SS in the market's time zone. */
export function tradeTimeText(market: TradeMarketName, unixMs: number): string {
  return zonedTimeText(zonesOfTrdMarket[tradingMarkets[market].trdMarket] ?? zoneOfOthers, unixMs);
}
