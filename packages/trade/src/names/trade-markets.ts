import { type MarketPrefix, marketOf, nameOf, security } from "@opend/core";
import { createError } from "@opend/core/internal";
import { Trd_Common } from "@opend/core/protocols";
import { instrumentOf } from "./instrument-of.js";
import type { Known } from "./words.js";

const { TrdSecMarket } = Trd_Common;

/** A market that accounts trade in: `HK`, `US`, `HKCC` (A-shares through Stock Connect), … */
export type TradeMarket = Known<Trd_Common.TrdMarketName>;

type Currency = Known<Trd_Common.CurrencyName>;

/** The currency of each market, and the prefix of the codes that are traded there. */
const traits: Readonly<Record<TradeMarket, readonly [Currency, ...MarketPrefix[]]>> = {
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

/** Returns the currency of a market. */
export function currencyOf(market: TradeMarket): Currency {
  return traits[market][0];
}

/** Returns the market in which accounts trade a code: on paper, A-shares and futures have markets of their own. */
function marketOfPrefix(prefix: MarketPrefix, isPaper: boolean, isFutures: boolean): TradeMarket | undefined {
  if (isFutures && !isPaper) return "Futures";
  switch (prefix) {
    case "SH":
    case "SZ":
      return isPaper ? "CN" : "HKCC";
    case "CC":
      return "Crypto";
    case "EC":
      return "Prediction";
    case "FX":
      return undefined;
    case "HK":
    case "US":
    case "SG":
    case "JP":
      return isFutures ? `Futures_Simulate_${prefix}` : prefix;
    default:
      return prefix;
  }
}

/** Returns the market in which a code is traded on paper or with real money. @throws `InvalidCode` when there is none */
export function tradeMarketOf(code: string, isPaper: boolean): TradeMarket {
  security(code);
  const prefix = marketOf(code);
  const market = prefix && marketOfPrefix(prefix, isPaper, instrumentOf(code) === "futures");
  if (market !== undefined) return market;
  throw createError("InvalidCode", `no account trades ${JSON.stringify(code)}: name the market of the account`, {
    input: code,
  });
}

/** A code in the form that trade protocols take. */
export interface TradeCode {
  readonly code: string;
  readonly secMarket: Trd_Common.TrdSecMarket | undefined;
}

/** Splits `HK.00700`. @throws `InvalidCode` for a code that is not traded in the market */
export function toTradeCode(code: string, market: TradeMarket): TradeCode {
  const [, ...prefixes] = traits[market];
  const { code: bare } = security(code, prefixes);
  const prefix = marketOf(code);
  return { code: bare, secMarket: prefix && secMarketOf(prefix) };
}

/** Joins what {@link toTradeCode} splits. When the market is unknown, the code has no prefix. */
export function fromTradeCode({ code, secMarket }: Partial<TradeCode>, market: TradeMarket): string {
  const [, only, ...others] = traits[market];
  const prefix = prefixOf(secMarket) ?? (others.length === 0 ? only : undefined);
  return prefix === undefined ? `${code}` : `${prefix}.${code}`;
}

function secMarketOf(prefix: MarketPrefix): Trd_Common.TrdSecMarket {
  if (prefix === "SH") return TrdSecMarket.CN_SH;
  return prefix === "SZ" ? TrdSecMarket.CN_SZ : TrdSecMarket[prefix];
}

function prefixOf(secMarket: number | undefined): MarketPrefix | undefined {
  const name = secMarket === undefined ? undefined : nameOf(TrdSecMarket, secMarket);
  if (name === "CN_SH") return "SH";
  if (name === "CN_SZ") return "SZ";
  return name === "Unknown" ? undefined : name;
}
