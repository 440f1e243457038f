const dayMs = 86_400_000;
const minuteMs = 60_000;

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const momentPattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** Returns the days since 1970-01-01 of `2026-05-08`. Undefined for any other text. */
export function readDay(text: string): number | undefined {
  if (!dayPattern.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  // `Date.parse` takes February 30, which it moves to March.
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text) ? ms / dayMs : undefined;
}

/**
 * Returns what reads the microseconds since 1970 of `2026-05-08T16:08:12.345+08:00`, as a number where it is exact.
 * Digits after those of microseconds are dropped. Undefined for any other text, and for one without an offset, which is
 * no moment.
 */
export function microsecondsReader(): (text: string) => number | bigint | undefined {
  // Most moments of a column are of few days.
  let last: { readonly day: string; readonly days: number | undefined } | undefined;
  return (text) => {
    const [, day, hour, minute, second = "0", fraction = "", sign, offsetHours = "0", offsetMinutes = "0"] =
      momentPattern.exec(text) ?? [];
    if (day === undefined) return undefined;
    if (last?.day !== day) last = { day, days: readDay(day) };
    const clock = [Number(hour), Number(minute), Number(second)] as const;
    const offset = [Number(offsetHours), Number(offsetMinutes)] as const;
    if (last.days === undefined || !isClock(...clock) || !isClock(...offset, 0)) return undefined;
    const localMs = last.days * dayMs + msOf(...clock);
    const aheadMs = msOf(...offset, 0);
    return microseconds(localMs + (sign === "-" ? aheadMs : -aheadMs), Number(fraction.slice(0, 6).padEnd(6, "0")));
  };
}

/** Adds microseconds to milliseconds: a number where it is exact. */
export function microseconds(ms: number, more: number): number | bigint {
  const sum = ms * 1000 + more;
  return Number.isSafeInteger(sum) ? sum : BigInt(ms) * 1000n + BigInt(more);
}

function isClock(hour: number, minute: number, second: number): boolean {
  return hour < 24 && minute < 60 && second < 60;
}

function msOf(hour: number, minute: number, second: number): number {
  return (hour * 60 + minute) * minuteMs + second * 1000;
}
