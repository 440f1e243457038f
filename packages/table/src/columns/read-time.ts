const dayMs = 86_400_000;
const minuteMs = 60_000;

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const momentPattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d+))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** Returns the days since 1970-01-01 of `2026-05-08`. Undefined for any other text. */
export function readDay(text: string): number | undefined {
  if (!dayPattern.test(text)) return undefined;
  const ms = utcOf(text, "00:00:00");
  return ms === undefined ? undefined : ms / dayMs;
}

/**
 * Returns the microseconds since 1970 of `2026-05-08T16:08:12.345+08:00`, a number where it is exact. Digits after those of
 * microseconds are dropped. Undefined for any other text, and for one without an offset, which is no moment.
 */
export function readMicroseconds(text: string): number | bigint | undefined {
  const [, day, time, second = "00", fraction = "", sign, hours, minutes] = momentPattern.exec(text) ?? [];
  if (day === undefined || Number(hours ?? 0) > 23 || Number(minutes ?? 0) > 59) return undefined;
  const localMs = utcOf(day, `${time}:${second}`);
  if (localMs === undefined) return undefined;
  const aheadMs = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * minuteMs;
  return microseconds(localMs + (sign === "-" ? aheadMs : -aheadMs), Number(fraction.slice(0, 6).padEnd(6, "0")));
}

/** Adds microseconds to milliseconds: a number where it is exact. */
export function microseconds(ms: number, more: number): number | bigint {
  const sum = ms * 1000 + more;
  return Number.isSafeInteger(sum) ? sum : BigInt(ms) * 1000n + BigInt(more);
}

/** Returns the milliseconds of a day and a time in UTC. Undefined when there is no such day or time. */
function utcOf(day: string, time: string): number | undefined {
  const ms = Date.parse(`${day}T${time}Z`);
  // `Date.parse` takes February 30 and 24:00, which it moves to the next day.
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(day) ? ms : undefined;
}
