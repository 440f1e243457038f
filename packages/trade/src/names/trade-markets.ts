import { type MarketPrefix, marketOf, security } from "@opend/core";
import { Trd_Common } from "@opend/core/protocols";
import { nameOf } from "./name-of.js";
import type { CurrencyName } from "./names.js";

const { TrdMarket, TrdSecMarket } = Trd_Common;

/** The markets that accounts trade in, by their official names. */
export const tradeMarkets = {
  HK: TrdMarket.TrdMarket_HK,
  US: TrdMarket.TrdMarket_US,
  CN: TrdMarket.TrdMarket_CN,
  HKCC: TrdMarket.TrdMarket_HKCC,
  Futures: TrdMarket.TrdMarket_Futures,
  SG: TrdMarket.TrdMarket_SG,
  Crypto: TrdMarket.TrdMarket_Crypto,
  AU: TrdMarket.TrdMarket_AU,
  Futures_Simulate_HK: TrdMarket.TrdMarket_Futures_Simulate_HK,
  Futures_Simulate_US: TrdMarket.TrdMarket_Futures_Simulate_US,
  Futures_Simulate_SG: TrdMarket.TrdMarket_Futures_Simulate_SG,
  Futures_Simulate_JP: TrdMarket.TrdMarket_Futures_Simulate_JP,
  JP: TrdMarket.TrdMarket_JP,
  Prediction: TrdMarket.TrdMarket_Prediction,
  MY: TrdMarket.TrdMarket_MY,
  CA: TrdMarket.TrdMarket_CA,
  HK_Fund: TrdMarket.TrdMarket_HK_Fund,
  US_Fund: TrdMarket.TrdMarket_US_Fund,
  SG_Fund: TrdMarket.TrdMarket_SG_Fund,
  MY_Fund: TrdMarket.TrdMarket_MY_Fund,
  JP_Fund: TrdMarket.TrdMarket_JP_Fund,
} as const;

/** A market that accounts trade in: `HK`, `US`, `HKCC` (A-shares through Stock Connect), … */
export type TradeMarket = keyof typeof tradeMarkets;

/** The currency of each market, and the prefix of the codes that are traded there. */
const traits: Readonly<Record<TradeMarket, readonly [CurrencyName, ...MarketPrefix[]]>> = {
  HK: ["HKD", "HK"],
  US: ["USD", "US"],
  CN: ["CNH", "SH", "SZ"],
  HKCC: ["CNH", "SH", "SZ"],
  Futures: ["HKD", "HK", "US", "SG", "JP"],
  SG: ["SGD", "SG"],
  Crypto: ["USD", "CC"],
  AU: ["AUD", "AU"],
  Futures_Simulate_HK: ["HKD", "HK"],
  Futures_Simulate_US: ["USD", "US"],
  Futures_Simulate_SG: ["SGD", "SG"],
  Futures_Simulate_JP: ["JPY", "JP"],
  JP: ["JPY", "JP"],
  Prediction: ["USD", "EC"],
  MY: ["MYR", "MY"],
  CA: ["CAD", "CA"],
  HK_Fund: ["HKD", "HK"],
  US_Fund: ["USD", "US"],
  SG_Fund: ["SGD", "SG"],
  MY_Fund: ["MYR", "MY"],
  JP_Fund: ["JPY", "JP"],
};

/** The prefixes of codes, as `Trd_Common.TrdSecMarket` values. */
export const securityMarkets: Readonly<Record<MarketPrefix, number>> = {
  HK: TrdSecMarket.TrdSecMarket_HK,
  US: TrdSecMarket.TrdSecMarket_US,
  SH: TrdSecMarket.TrdSecMarket_CN_SH,
  SZ: TrdSecMarket.TrdSecMarket_CN_SZ,
  SG: TrdSecMarket.TrdSecMarket_SG,
  JP: TrdSecMarket.TrdSecMarket_JP,
  AU: TrdSecMarket.TrdSecMarket_AU,
  MY: TrdSecMarket.TrdSecMarket_MY,
  CA: TrdSecMarket.TrdSecMarket_CA,
  FX: TrdSecMarket.TrdSecMarket_FX,
  CC: TrdSecMarket.TrdSecMarket_CC,
  EC: TrdSecMarket.TrdSecMarket_EC,
};

/** Returns the currency of a market. */
export function currencyOf(market: TradeMarket): CurrencyName {
  return traits[market][0];
}

/** A code in the form that trade protocols take. */
export interface TradeCode {
  readonly code: string;
  /** A `Trd_Common.TrdSecMarket` value. */
  readonly secMarket: number | undefined;
}

/** Splits `HK.00700`. @throws `InvalidCode` for a code that is not traded in the market */
export function toTradeCode(code: string, market: TradeMarket): TradeCode {
  const [, ...prefixes] = traits[market];
  const { code: bare } = security(code, prefixes);
  const prefix = marketOf(code);
  return { code: bare, secMarket: prefix && securityMarkets[prefix] };
}

/** Joins what {@link toTradeCode} splits. When the market is unknown, the code has no prefix. */
export function fromTradeCode({ code, secMarket }: Partial<TradeCode>, market: TradeMarket): string {
  const named = nameOf(securityMarkets, secMarket);
  const [, only, ...others] = traits[market];
  const prefix = named !== "unknown" ? named : others.length === 0 ? only : undefined;
  return prefix === undefined ? `${code}` : `${prefix}.${code}`;
}
