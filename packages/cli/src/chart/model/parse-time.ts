/** A time on the clock that it is written on. */
export interface Clocked {
  /** As if that clock showed UTC. */
  readonly ms: number;
  /** Whether there is more than a day. Midnight is a day. */
  readonly hasClock: boolean;
  /** Such as `"+08:00"`. Empty if there is none. */
  readonly offset: string;
}

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Reads `"2026-05-08"` or `"2026-05-08T16:08:12+08:00"`. Undefined for anything else. */
export function parseTime(text: string): Clocked | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(ms);
  if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1 || hour > 23 || minute > 59) return undefined;
  return { ms, hasClock: hour + minute + second > 0, offset: match[7] ?? "" };
}
