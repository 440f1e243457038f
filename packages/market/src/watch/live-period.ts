import { namesOf } from "@opend/core";
import { allowedNames, createError } from "@opend/core/internal";
import { Qot_UpdateKL } from "@opend/core/plain/Qot_UpdateKL";
import { KLType, type KLTypeName } from "@opend/core/protocols/Qot_Common";

/** The period of live candles: the names of `Qot_Common.KLType` in lower case, such as `1min`, `day` or `week`. */
export type LivePeriod = Lowercase<Exclude<KLTypeName, "Unknown">>;

const names = namesOf(KLType).filter((name) => name !== "Unknown");

/** Returns the data type to subscribe for a period, in any case. @throws `InvalidOption` with the nearest period */
export function toSubType(period: string): number {
  const name = names.find((each) => each.toLowerCase() === String(period).toLowerCase());
  const subType = name === undefined ? undefined : subTypeOf(KLType[name]);
  if (subType !== undefined) return subType;
  const problem = period === undefined ? "is missing" : `is ${JSON.stringify(period)}`;
  const allowed = names.map((each) => each.toLowerCase());
  throw createError("InvalidOption", `watchCandles: period ${problem}: ${allowedNames(allowed, period)}`, {
    option: "period",
  });
}

/** Returns the period of a candle. A number if a newer gateway has one without a name. */
export function toPeriod(name: string | number): LivePeriod | number {
  if (typeof name === "number") return name;
  const lower = name.toLowerCase();
  return isPeriod(lower) ? lower : KLType.Unknown;
}

function isPeriod(text: string): text is LivePeriod {
  return names.some((name) => name.toLowerCase() === text);
}

function subTypeOf(klType: KLType): number | undefined {
  return Qot_UpdateKL.subTypeOf({ klType, rehabType: 0, security: { market: 0, code: "" }, klList: [] });
}
