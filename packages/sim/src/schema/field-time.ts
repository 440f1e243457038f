import type { ScalarName } from "@opend/core";
import {
  offsetOfLocal,
  writeCompactDay,
  writeDay,
  writeIso,
  writeMicroseconds,
  writeMilliseconds,
  writeMoment,
  writeSeconds,
  writeSlashedDay,
} from "@opend/core/internal/simulator";
import type { PlainRule, PlainShape, PlainTime } from "@opend/core/plain";
import { hashText } from "../base/hash.js";
import { dayAt } from "../market/calendar/trading-calendar.js";
import { noiseOf, type Place } from "./place.js";
import { scalarOf } from "./scalar-of.js";
import { toInteger } from "./to-integer.js";

const secondMs = 1000;
const dayMs = 86_400_000;
/** The clocks show it when the morning session begins, in both simulated markets. */
const openingSeconds = 34_200;
/** The length of that session. */
const sessionSeconds = 9_000;

/** The end of the name of a field that holds a time. The part before it, the stem, says which time. */
const ending = /(?:timestamp|time|date|day)+(?:str|text)?$/i;

interface TimeForm {
  readonly write: (date: Date, zone: string) => string | number;
  /** Whether it has no time of day. */
  readonly isDay?: true;
}

const forms: Readonly<Record<PlainTime, TimeForm>> = {
  day: { write: writeDay, isDay: true },
  slashedDay: { write: writeSlashedDay, isDay: true },
  compactDay: { write: writeCompactDay, isDay: true },
  timeOfDay: { write: (date, zone) => writeMoment(date, zone).slice("2026-05-08 ".length) },
  moment: { write: writeMoment },
  seconds: { write: writeSeconds },
  milliseconds: { write: writeMilliseconds },
  microseconds: { write: writeMicroseconds },
  iso: { write: writeIso },
};

/** Returns what a field holds as a day or a time. Undefined if it holds none. */
export function timeRuleOf(rule: PlainRule, scalar: ScalarName, name: string): PlainTime | undefined {
  if (typeof rule !== "string") return undefined;
  // Some texts are times, as their names say, and nobody has documented how they are written.
  if (rule === "same") return scalar === "string" && ending.test(name) ? "day" : undefined;
  return rule === "quantity" || rule === "secret" ? undefined : rule;
}

/**
 * The time in a field, on a trading day. It is the same in all fields of a message that have one stem: `endDate` and
 * `endDateStr`, `time` and `timestamp`.
 */
export function timeOf(
  shape: PlainShape,
  place: Place,
  name: string,
  rule: PlainTime,
  scalar: ScalarName,
): string | number | bigint {
  const stem = stemOf(name);
  const written = Object.entries(shape.fields).flatMap(([each, eachRule]) => {
    if (stemOf(each) !== stem) return [];
    const content = scalarOf(shape, each);
    const time = content ? timeRuleOf(eachRule, content, each) : undefined;
    return time ? [forms[time]] : [];
  });
  // A day has no time of day, so what tells the same as a day is midnight.
  const seconds = written.some(({ isDay }) => isDay)
    ? 0
    : openingSeconds + Math.floor(noiseOf(place, `${stem} time`) * sessionSeconds);
  const localMs = dayAt(place.profile.market, dayOf(place, stem)) * dayMs + seconds * secondMs;
  const value = forms[rule].write(new Date(localMs - offsetOfLocal(localMs, place.zone)), place.zone);
  return scalar === "string" ? String(value) : toInteger(Number(value), scalar);
}

function stemOf(name: string): string {
  return name.replace(ending, "").toLowerCase();
}

function dayOf({ index }: Place, stem: string): number {
  return index + (/^(?:trad(?:e|ing))?$/.test(stem) ? 0 : hashText(stem) % 200);
}
