import { hashText } from "../base/hash.js";
import { dateTextAt, timestampAt } from "../market/calendar/trading-calendar.js";
import type { Place } from "./place.js";

/** The end of the name of a field that holds a time. The part before it says which time. */
const ending = /(?:timestamp|time|date|day)(?:str|text)?$/i;

/** Whether a field holds a time, judged by its name. */
export function isTimeName(name: string): boolean {
  return ending.test(name);
}

/**
 * The time in a field, as Unix time in seconds. It is the midnight of a trading day, and the same in all fields whose
 * names differ only in their end.
 */
export function secondsOf(place: Place, name: string): number {
  return timestampAt(place.profile.market, dayOf(place, name));
}

/** The same time as text: a date, or a date and a time of day if the name of the field ends with "time". */
export function timeTextOf(place: Place, name: string): string {
  const date = dateTextAt(place.profile.market, dayOf(place, name));
  return /time$/i.test(name) ? `${date} 00:00:00` : date;
}

function dayOf({ index }: Place, name: string): number {
  const moment = name.replace(ending, "").toLowerCase();
  return index + (/^(?:trad(?:e|ing))?$/.test(moment) ? 0 : hashText(moment) % 200);
}
