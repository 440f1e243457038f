import { type MarketPrefix, marketOf, security } from "@opend/core";
import { Trd_Common } from "@opend/core/protocols";
import { nameOf } from "./name-of.js";
import type { CurrencyName } from "./names.js";

const { TrdMarket, TrdSecMarket } = Trd_Common;

/** The markets that accounts trade in, by their official names. */
export const tradeMarkets = {
  HK: TrdMarket.HK,
  US: TrdMarket.US,
  CN: TrdMarket.CN,
  HKCC: TrdMarket.HKCC,
  Futures: TrdMarket.Futures,
  SG: TrdMarket.SG,
  Crypto: TrdMarket.Crypto,
  AU: TrdMarket.AU,
  Futures_Simulate_HK: TrdMarket.Futures_Simulate_HK,
  Futures_Simulate_US: TrdMarket.Futures_Simulate_US,
  Futures_Simulate_SG: TrdMarket.Futures_Simulate_SG,
  Futures_Simulate_JP: TrdMarket.Futures_Simulate_JP,
  JP: TrdMarket.JP,
  Prediction: TrdMarket.Prediction,
  MY: TrdMarket.MY,
  CA: TrdMarket.CA,
  HK_Fund: TrdMarket.HK_Fund,
  US_Fund: TrdMarket.US_Fund,
  SG_Fund: TrdMarket.SG_Fund,
  MY_Fund: TrdMarket.MY_Fund,
  JP_Fund: TrdMarket.JP_Fund,
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
  HK: TrdSecMarket.HK,
  US: TrdSecMarket.US,
  SH: TrdSecMarket.CN_SH,
  SZ: TrdSecMarket.CN_SZ,
  SG: TrdSecMarket.SG,
  JP: TrdSecMarket.JP,
  AU: TrdSecMarket.AU,
  MY: TrdSecMarket.MY,
  CA: TrdSecMarket.CA,
  FX: TrdSecMarket.FX,
  CC: TrdSecMarket.CC,
  EC: TrdSecMarket.EC,
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
