/** The day of a moment or a day in plain form, as `2026-05-08`. */
export function dayOf(time: string): string {
  return time.slice(0, "2026-05-08".length);
}

/** A day some days later. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, "2026-05-08".length);
}
