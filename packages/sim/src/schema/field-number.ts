import { roundTo } from "../base/hash.js";
import { dayBarAt } from "../market/data/day-bar.js";
import { noiseOf, type Place } from "./place.js";

/** How to make a number, by the name of its field. The first rule that matches applies. */
interface NumberRule {
  readonly name: RegExp;
  /** Whether the number can be 0. */
  readonly mayBeZero: boolean;
  /** @param noise from 0 up to 1 */
  make(place: Place, noise: number): number;
}

const rules: readonly NumberRule[] = [
  share(/delta|gamma|vega|theta|rho$|probability|odds/i, (noise) => roundTo(noise, 4)),
  share(
    /percent|ratio|rate$|pct|yield|amplitude|premium|leverage|volatility|growth|margin$|^iv|weight|yoy|qoq|crush|return/i,
    (noise) => roundTo(noise * 100, 3),
  ),
  // The ratios of a valuation, and volatility.
  share(/valuation|impVol|(?:average|current|forward|median)value$/i, (noise) => roundTo(noise * 100, 3)),
  price(/lastclose|preclose|prevclose/i, (place) => barOf(place).lastClose),
  price(/^open(price)?$/i, (place) => barOf(place).open),
  price(/^(high|highest)(price)?$/i, (place) => barOf(place).high),
  price(/^(low|lowest)(price)?$/i, (place) => barOf(place).low),
  price(/^(close|cur|last|current)(price)?$/i, (place) => barOf(place).close),
  share(/^change(?:qty|shares)$/i, (noise) => Math.floor((noise - 0.5) * 1_000_000) * 10),
  share(/change|chg|diff|spread|netinflow|inflow|flow$/i, (noise) => roundTo((noise - 0.5) * 10, 3)),
  price(
    /price|cost|strike|bid$|ask$|nav$|target|resistance|support|breakeven|parValue|fairValue|predictVol|^average$/i,
    (place, noise) => roundTo(barOf(place).close * (0.9 + noise * 0.2), 2),
  ),
  share(/^(?:begin|end)$|size$/i, (noise) => Math.floor(noise * 1000)),
  share(/volume|vol$|shares|qty|quantity|holding|interest|issue/i, (noise) => Math.floor(noise * 1_000_000) * 10),
  share(/turnover|amount|cap$|value|revenue|income|profit|asset|cash|power|debt|val$/i, (noise) =>
    roundTo(noise * 1e9, 2),
  ),
];

/** A number with a fraction. */
export function doubleOf(place: Place, name: string): number {
  const rule = rules.find((candidate) => candidate.name.test(name));
  const noise = noiseOf(place, name);
  return rule ? rule.make(place, noise) : roundTo(noise * 100, 3);
}

/** A 32-bit whole number. It is small where the contract does not say what it means, as kinds and states are. */
export function int32Of(place: Place, name: string): number {
  if (/id$/i.test(name)) return 1000 + place.index;
  if (/^year|year$/i.test(name)) return 2026 - (place.index % 20);
  if (/lotsize|^lot/i.test(name)) return 100;
  if (/count|number|num$|total|rank|position|size|days|minute|seconds|score/i.test(name)) {
    return 1 + Math.floor(noiseOf(place, name) * 50);
  }
  return 1;
}

/** A 64-bit whole number that is no quantity: most are ids. */
export function int64Of(place: Place, name: string): bigint {
  // As large as real ids, which a double cannot hold exactly.
  if (/id$|sequence|no$/i.test(name)) {
    const thousands = Math.floor(noiseOf(place, name) * 1000);
    return 7_200_000_000_000_000_001n + BigInt(thousands) * 1_000_000n + BigInt(place.index);
  }
  return BigInt(quantityOf(place, name));
}

/** A number of shares, contracts or the like. */
export function quantityOf(place: Place, name: string): number {
  return Math.floor(noiseOf(place, name) * 1_000_000) * 10;
}

/** Whether a number may be 0 now and then. Prices and ids may not. */
export function mayBeZero(name: string): boolean {
  if (/id$|type|status|state|market|currency|side|year|lot/i.test(name)) return false;
  return rules.find((candidate) => candidate.name.test(name))?.mayBeZero ?? true;
}

function barOf({ profile, day }: Place) {
  return dayBarAt(profile, day);
}

function share(name: RegExp, make: (noise: number) => number): NumberRule {
  return { name, mayBeZero: true, make: (_, noise) => make(noise) };
}

function price(name: RegExp, make: NumberRule["make"]): NumberRule {
  return { name, mayBeZero: false, make };
}
