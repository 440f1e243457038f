import { offsetOfLocal, utcOf } from "../base/zone-offset.js";
import { padNumber } from "../base/zoned-time.js";

const minuteMs = 60_000;

/** A day and a time as a text has them: `local` as if the clocks showed UTC, in milliseconds without the parts of seconds. */
export interface TimeText {
  readonly day: string;
  /** `16:08` or `16:08:12`. Undefined for a day. */
  readonly time: string | undefined;
  /** `.345`, or an empty text. */
  readonly fraction: string;
  /** Milliseconds ahead of UTC. Undefined when the text does not say. */
  readonly offsetMs: number | undefined;
  readonly localMs: number;
}

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(?:(Z)|([+-])(\d{2}):(\d{2}))?)?$/;

/** Reads `2026-05-08`, and `2026-05-08T16:08:12.345+08:00` with all parts after the minutes optional. Undefined if it is none. */
export function readTimeText(text: string): TimeText | undefined {
  const parts = pattern.exec(text);
  if (!parts) return undefined;
  const [, year = "", month = "", day = "", hour, minute, second, fraction = "", utc, sign, offsetHour, offsetMinute] =
    parts;
  const numbers = [month, day, hour, minute, second].map((part) => Number(part ?? 0));
  const [m = 0, d = 0, h = 0, min = 0, s = 0] = numbers;
  const localMs = utcOf(Number(year), m - 1, d, h, min, s);
  const date = new Date(localMs);
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d || h > 23 || min > 59 || s > 59) return undefined;
  const ahead = (Number(offsetHour ?? 0) * 60 + Number(offsetMinute ?? 0)) * minuteMs;
  return {
    day: `${year}-${month}-${day}`,
    time: hour === undefined ? undefined : second === undefined ? `${hour}:${minute}` : `${hour}:${minute}:${second}`,
    fraction,
    offsetMs: utc ? 0 : sign === undefined ? undefined : sign === "-" ? -ahead : ahead,
    localMs,
  };
}

/** Writes a fraction of a second by its digits: as `.345`, as `.345678`, and so on, or not at all when it is 0. */
export function writeFraction(digits: string): string {
  const significant = digits.replace(/0+$/, "");
  return significant === "" ? "" : `.${significant.padEnd(Math.ceil(significant.length / 3) * 3, "0")}`;
}

/** Writes an offset from UTC: `+08:00`. Undefined if it is not in whole minutes, which no ISO text can hold. */
export function writeOffset(offsetMs: number): string | undefined {
  if (offsetMs % minuteMs !== 0) return undefined;
  const minutes = Math.abs(offsetMs) / minuteMs;
  return `${offsetMs < 0 ? "-" : "+"}${padNumber(Math.floor(minutes / 60), 2)}:${padNumber(minutes % 60, 2)}`;
}

/** Returns the whole seconds since 1970 of a text. Undefined when neither it nor a time zone says what UTC is then. */
export function epochSecondsOf({ localMs, offsetMs }: TimeText, zone: string | undefined): number | undefined {
  const ahead = offsetMs ?? (zone === undefined ? undefined : offsetOfLocal(localMs, zone));
  return ahead === undefined ? undefined : (localMs - ahead) / 1000;
}
