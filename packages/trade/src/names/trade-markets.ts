import { type MarketPrefix, marketOf, nameOf, namesOf, security } from "@opend/core";
import { createError } from "@opend/core/internal";
import { Trd_Common } from "@opend/core/protocols";
import { instrumentOf } from "./instrument-of.js";
import { type Known, parseAnyCase } from "./words.js";

const { TrdMarket, TrdSecMarket } = Trd_Common;

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

const tradeMarkets = namesOf(TrdMarket).filter((name) => name !== "Unknown");

/** Returns the currency of a market. */
export function currencyOf(market: TradeMarket): Currency {
  return traits[market][0];
}

/** The markets that exist on paper only. */
const paperOnly: ReadonlySet<TradeMarket> = new Set([
  "CN",
  "Futures_Simulate_HK",
  "Futures_Simulate_US",
  "Futures_Simulate_SG",
  "Futures_Simulate_JP",
]);

/**
 * Returns the markets that trade a code, the likeliest first: A-shares and futures have a market with real money and
 * another one on paper.
 *
 * @throws `InvalidCode` for a code that is malformed, or that no market trades
 */
export function marketsOf(code: string, isPaper: boolean): readonly TradeMarket[] {
  security(code);
  const prefix = marketOf(code);
  const serving = prefix === undefined ? [] : marketsServing(prefix);
  if (serving.length === 0) {
    throw createError("InvalidCode", `no account trades ${JSON.stringify(code)}`, { input: code });
  }
  const futures = instrumentOf(code) === "futures" ? serving.filter(isFutures) : [];
  const fitting = futures.length > 0 ? futures : serving.filter((market) => !isFutures(market));
  const isLikely = (market: TradeMarket) => paperOnly.has(market) === isPaper;
  return [...fitting.filter(isLikely), ...fitting.filter((market) => !isLikely(market))];
}

/**
 * Returns which of an account's markets trades a code: `marketFor("SH.600519", ["HK", "HKCC"], false)` is `HKCC`.
 *
 * @throws `InvalidCode` when none of them does
 */
export function marketFor(code: string, markets: readonly TradeMarket[], isPaper: boolean): TradeMarket {
  const trading = marketsOf(code, isPaper);
  const market = trading.find((each) => markets.includes(each));
  if (market !== undefined) return market;
  const where = trading.filter((each) => !each.endsWith("_Fund")).join(" or ");
  const there = markets.length === 0 ? "has no market" : `trades ${markets.join(", ")}`;
  const message = `${JSON.stringify(code)} is traded in ${where}, and the account ${there}`;
  throw createError("InvalidCode", message, { input: code });
}

/** Returns those of an account's markets that this version has a name for. */
export function knownMarkets(markets: readonly (Trd_Common.TrdMarketName | number)[]): readonly TradeMarket[] {
  return markets.filter((market): market is TradeMarket => typeof market === "string" && market !== "Unknown");
}

/**
 * Returns the market that a text names, in any case: `hkcc` is `HKCC`. What codes begin with does not always name one: those of
 * `SH` are traded in `HKCC`, and on paper in `CN`.
 *
 * @param option what the text is given for, as the error names it
 * @throws `InvalidOption` with the nearest market, or with the market of what is a code
 */
export function parseTradeMarket(text: string, option = "market"): TradeMarket {
  const given = String(text).toUpperCase();
  const prefix = marketOf(`${given}.0`);
  if (marketOf(given) !== undefined) throw invalid(option, text, "is a code, and not a market");
  if (prefix === undefined || tradeMarkets.some((each) => each === prefix))
    return parseAnyCase(TrdMarket, option, text);
  const trading = marketsServing(prefix).join(" or ");
  const where = trading === "" ? "No account trades them" : `Accounts trade them in ${trading}`;
  throw invalid(option, text, `is what codes begin with. ${where}`);
}

function invalid(option: string, text: string, what: string) {
  return createError("InvalidOption", `${option} is ${JSON.stringify(text)}, which ${what}`, { option });
}

function marketsServing(prefix: MarketPrefix): readonly TradeMarket[] {
  return tradeMarkets.filter((market) => traits[market].some((each) => each === prefix));
}

/** Returns whether a market is one for futures. */
export function isFutures(market: TradeMarket): boolean {
  return market.startsWith("Futures");
}

/** A code in the form that trade protocols take. */
export interface TradeCode {
  readonly code: string;
  readonly secMarket: Trd_Common.TrdSecMarket | undefined;
}

/** Splits `HK.00700`. @throws `InvalidCode` for a code that is not traded in the market */
export function toTradeCode(code: string, market: TradeMarket): TradeCode {
  const [, ...prefixes] = traits[market];
  const { code: bare } = security(code, isFutures(market) ? prefixes : undefined);
  // Contracts may have names of a new form, so a market of futures takes every code of its exchanges.
  if (!isFutures(market)) marketFor(code, [market], false);
  const prefix = marketOf(code);
  return { code: bare, secMarket: prefix && secMarketOf(prefix) };
}

/** Joins what {@link toTradeCode} splits. When the market is unknown, the code has no prefix. */
export function fromTradeCode(
  { code, secMarket }: { readonly code: string; readonly secMarket?: number | undefined },
  market: TradeMarket | number | undefined,
): string {
  const [, only, ...others] = typeof market === "string" ? traits[market] : [];
  const prefix = prefixOf(secMarket) ?? (others.length === 0 ? only : undefined);
  return prefix === undefined ? code : `${prefix}.${code}`;
}

/** Returns whether a market trades the codes of a prefix. */
export function tradesIn(market: TradeMarket, prefix: MarketPrefix): boolean {
  return traits[market].some((each) => each === prefix);
}

function secMarketOf(prefix: MarketPrefix): Trd_Common.TrdSecMarket {
  if (prefix === "SH") return TrdSecMarket.CN_SH;
  return prefix === "SZ" ? TrdSecMarket.CN_SZ : TrdSecMarket[prefix];
}

/** What the codes of a market begin with. Undefined when the gateway does not say, or says a market that is newer. */
export function prefixOf(secMarket: number | undefined): MarketPrefix | undefined {
  const name = secMarket === undefined ? undefined : nameOf(TrdSecMarket, secMarket);
  if (name === "CN_SH") return "SH";
  if (name === "CN_SZ") return "SZ";
  return name === "Unknown" ? undefined : name;
}
