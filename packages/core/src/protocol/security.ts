import { createError } from "../base/errors.js";
import { markets, zonesOfQotMarket } from "../gen/contract/markets.js";
import type { QotMarket } from "../gen/enums/Qot_Common.js";

/** The part of a security code before the dot: `HK`, `US`, … */
export type MarketPrefix = keyof typeof markets;

/** A security as people write it: `HK.00700`, `US.AAPL`, `US..SPX` (an index with its leading dot). */
export type SecurityCode = `${MarketPrefix}.${string}`;

/** A security as the gateway wants it. */
export interface Security {
  /** The market. */
  market: QotMarket;
  /** The code within its market, such as `00700`. */
  code: string;
}

/**
 * Splits a security code into market and code: `security("HK.00700")` is `{ market: 1, code: "00700" }`.
 *
 * @param allowed the market prefixes to accept. Default: all
 * @throws `InvalidCode`
 */
export function security(input: string, allowed: readonly MarketPrefix[] = allMarkets): Security {
  const prefix = marketOf(input);
  if (prefix === undefined) throw createError("InvalidCode", describeBadCode(input, allowed), { input: String(input) });
  if (!allowed.includes(prefix)) {
    const served = allowed.length === 1 ? allowed[0] : `${allowed.slice(0, -1).join(", ")} and ${allowed.at(-1)}`;
    const message = `${JSON.stringify(input)} is a code of the market ${prefix}, and this serves ${served} only`;
    throw createError("InvalidCode", message, { input });
  }
  return { market: markets[prefix], code: input.slice(prefix.length + 1) };
}

function describeBadCode(input: unknown, allowed: readonly MarketPrefix[]): string {
  const [market = "HK"] = allowed;
  const rule = `write MARKET.CODE, such as ${market}.${examples[market] ?? "…"}, with one of the markets ${allowed.join(", ")}`;
  if (typeof input !== "string") return `a security code is a string, not ${typeof input}: ${rule}`;
  const meant = likelyCodes(input).find((code) => marketOf(code) !== undefined);
  return `${JSON.stringify(input)} is not a security code: ${meant ? `did you mean ${meant}? Or ` : ""}${rule}`;
}

/** What people write instead: lower case, extra spaces, the market behind the code. */
function likelyCodes(input: string): string[] {
  const text = input.trim().toUpperCase();
  return [text, text.replace(/^([^.\s]+)\.([A-Z]{2})$/, "$2.$1")];
}

/** The market prefix of a well-formed security code. Undefined for anything else. */
export function marketOf(input: string): MarketPrefix | undefined {
  if (typeof input !== "string") return undefined;
  const [, prefix] = /^([A-Z]{2})\.[^\s]+$/.exec(input) ?? [];
  return allMarkets.find((market) => market === prefix);
}

/**
 * Joins market and code: the inverse of {@link security}.
 *
 * @throws `InvalidCode` when no prefix stands for the market
 */
export function formatSecurity({ market, code }: Security): SecurityCode {
  const prefix = prefixOf(market);
  if (prefix === undefined) {
    throw createError("InvalidCode", `no code prefix stands for market ${market}`, { input: `${market}.${code}` });
  }
  return `${prefix}.${code}`;
}

/** Returns what the codes of a market begin with. Undefined when nothing stands for it. */
export function prefixOf(market: number): MarketPrefix | undefined {
  return prefixes[market];
}

/**
 * Returns the time zone of a security's market: `zoneOfCode("HK.00700")` is `Asia/Hong_Kong`. Undefined for a market
 * without one, such as foreign exchange.
 *
 * @throws `InvalidCode`
 */
export function zoneOfCode(code: string): string | undefined {
  return zonesOfQotMarket[security(code).market];
}

const allMarkets = Object.keys(markets) as MarketPrefix[];
const prefixes: Readonly<Record<number, MarketPrefix>> = Object.fromEntries(
  allMarkets.map((prefix) => [markets[prefix], prefix]),
);
const examples: Partial<Record<MarketPrefix, string>> = { HK: "00700", US: "AAPL" };
