import { hashText } from "../base/hash.js";
import { dateTextAt, timestampAt } from "../market/calendar/trading-calendar.js";
import type { Place } from "./place.js";

/** What the name of a field that holds a moment ends with. What stands before names the moment. */
const ending = /(?:timestamp|time|date|day)(?:str|text)?$/i;

/** Whether a field holds a moment, by its name. Numbers are Unix time in seconds. */
export function isTimeName(name: string): boolean {
  return ending.test(name);
}

/** The moment in a field, as Unix time in seconds: midnight of a trading day. Fields named alike hold the same one. */
export function secondsOf(place: Place, name: string): number {
  return timestampAt(place.profile.market, dayOf(place, name));
}

/** The same moment as text: a date, or a date and a time of day where the field is named for a time. */
export function timeTextOf(place: Place, name: string): string {
  const date = dateTextAt(place.profile.market, dayOf(place, name));
  return /time$/i.test(name) ? `${date} 00:00:00` : date;
}

function dayOf({ index }: Place, name: string): number {
  const moment = name.replace(ending, "").toLowerCase();
  return index + (/^(?:trad(?:e|ing))?$/.test(moment) ? 0 : hashText(moment) % 200);
}
