import { roundTo } from "../base/hash.js";
import { dayBarAt } from "../market/data/day-bar.js";
import { isTimeName, secondsOf } from "./field-time.js";
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
  share(/percent|ratio|rate$|pct|yield|amplitude|premium|leverage|volatility|growth|margin$|^iv|weight/i, (noise) =>
    roundTo(noise * 100, 3),
  ),
  price(/lastclose|preclose|prevclose/i, (place) => barOf(place).lastClose),
  price(/^open(price)?$/i, (place) => barOf(place).open),
  price(/^(high|highest)(price)?$/i, (place) => barOf(place).high),
  price(/^(low|lowest)(price)?$/i, (place) => barOf(place).low),
  price(/^(close|cur|last|current)(price)?$/i, (place) => barOf(place).close),
  share(/change|chg|diff|spread|netinflow|inflow|flow$/i, (noise) => roundTo((noise - 0.5) * 10, 3)),
  price(/price|cost|strike|bid$|ask$|nav$|target|resistance|support/i, (place, noise) =>
    roundTo(barOf(place).close * (0.9 + noise * 0.2), 2),
  ),
  share(/volume|vol$|shares|qty|quantity|holding|interest|issue/i, (noise) => Math.floor(noise * 1_000_000) * 10),
  share(/turnover|amount|cap$|value|revenue|income|profit|asset|cash|power|debt|val$/i, (noise) =>
    roundTo(noise * 1e9, 2),
  ),
];

/** A number with a fraction. */
export function doubleOf(place: Place, name: string): number {
  if (isTimeName(name)) return secondsOf(place, name);
  const rule = rules.find((candidate) => candidate.name.test(name));
  const noise = noiseOf(place, name);
  return rule ? rule.make(place, noise) : roundTo(noise * 100, 3);
}

/** A 32-bit whole number. It is small, since most enums have small values. */
export function int32Of(place: Place, name: string): number {
  if (isTimeName(name)) return secondsOf(place, name);
  if (/id$/i.test(name)) return 1000 + place.index;
  if (/^year|year$/i.test(name)) return 2026 - (place.index % 20);
  if (/lotsize|^lot/i.test(name)) return 100;
  if (/count|number|num$|total|rank|position|size|days|minute|seconds|score/i.test(name)) {
    return 1 + Math.floor(noiseOf(place, name) * 50);
  }
  return 1;
}

/** A 64-bit whole number. */
export function int64Of(place: Place, name: string): bigint {
  if (isTimeName(name)) return BigInt(secondsOf(place, name));
  const noise = noiseOf(place, name);
  // As large as real ids, which a double cannot hold exactly.
  if (/id$|sequence|no$/i.test(name)) {
    return 7_200_000_000_000_000_001n + BigInt(Math.floor(noise * 1000)) * 1_000_000n + BigInt(place.index);
  }
  return BigInt(Math.floor(noise * 1_000_000) * 10);
}

/** Whether a number may be 0 now and then. Prices, times and ids may not. */
export function mayBeZero(name: string): boolean {
  if (isTimeName(name) || /id$|type|status|state|market|currency|side|year|lot/i.test(name)) return false;
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
