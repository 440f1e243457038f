import { type EnumObject, nameOf, namesOf } from "@opend/core";
import { valuesOf } from "@opend/core/internal";
import { Qot_Common } from "@opend/core/protocols";
import { noiseOf, type Place } from "./place.js";

const { QotMarket } = Qot_Common;
/** The names of values that say nothing, or that only a request can mean. The schema spells the first in many ways. */
const empty = /^(?:unk|none$|all$)/i;

/** A value of an enum that says something. In an enum that names markets, it is one of the place's market. */
export function enumValueOf(names: EnumObject, place: Place, field: string): number {
  const all: readonly string[] = namesOf(names);
  const market = nameOf(QotMarket, place.security.market) ?? "";
  const own = all.includes(market) ? [market] : all.filter((name) => isOf(marketPart(market), name));
  const telling = all.filter((name) => !empty.test(name));
  const candidates = [own, telling, all].find(({ length }) => length > 0) ?? [];
  const name = candidates[Math.floor(noiseOf(place, field, 3) * candidates.length)] ?? "";
  return Number(names[name]);
}

/** Some values of an enum of bits, at least one. */
export function flagsOf(names: EnumObject, place: Place, field: string): number {
  const bits: readonly number[] = valuesOf(names);
  const some = bits.filter((bit) => noiseOf(place, `${field} ${bit}`, 3) < 0.5);
  return [...some, enumValueOf(names, place, field)].reduce((flags, bit) => flags | bit, 0);
}

/** The market of securities that a value of any enum of markets stands for: `US_Security` for `US_Index`. */
export function marketNamed(names: EnumObject, value: number): number | undefined {
  const part = marketPart(nameOf(names, value) ?? "");
  const name = namesOf(QotMarket).find((each) => !empty.test(each) && marketPart(each) === part);
  return name && QotMarket[name];
}

/** What the names of all values of a market begin with: `HK` in `HK_Security`, `HK_MainBoard` and `HKD`. */
function marketPart(name: string): string {
  return name.split("_")[0] ?? "";
}

function isOf(market: string, name: string): boolean {
  return market !== "" && new RegExp(`^${market}(?![a-z])`).test(name);
}
