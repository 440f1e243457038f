/** A label of a time axis. */
export interface Tick {
  readonly position: number;
  /** Short: `"May 8"`, `"May"`, `"2026"`, `"10:30"`. */
  readonly label: string;
  /** What the short label leaves open, where that changes: `"2026"`. Empty elsewhere. */
  readonly context: string;
  /** All of it: `"2026-05-08"`, `"2026-05"`, `"2026"`, `"10:30"`. */
  readonly full: string;
}

/** The positions of an axis, and what they stand for. */
interface Positions {
  readonly first: number;
  readonly last: number;
  readonly toMs: (position: number) => number;
  readonly hasClock: boolean;
}

/** A way to divide time. Positions with the same key are in the same part. */
interface Level {
  readonly key: (date: Date) => number;
  readonly form: "clock" | "day" | "month" | "year";
}

const dayMs = 86_400_000;
const minutes = (count: number): Level => ({
  key: (date) => Math.floor(date.getTime() / (count * 60_000)),
  form: "clock",
});
const weeks = (count: number): Level => ({
  key: (date) => Math.floor((Math.floor(date.getTime() / dayMs) + 3) / (7 * count)),
  form: "day",
});
const months = (count: number): Level => ({
  key: (date) => Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / count),
  form: "month",
});
const years = (count: number): Level => ({ key: (date) => Math.floor(date.getUTCFullYear() / count), form: "year" });

const clockLevels: readonly Level[] = [1, 5, 10, 15, 30, 60, 120, 240].map(minutes);
const dayLevels: readonly Level[] = [
  { key: (date) => Math.floor(date.getTime() / dayMs), form: "day" },
  weeks(1),
  weeks(2),
  months(1),
  months(2),
  months(3),
  months(6),
  ...[1, 2, 5, 10, 20, 50].map(years),
];

/** Chooses the labels of an axis: as many as there is room for, where minutes, days, weeks, months or years begin. */
export function chooseTicks(positions: Positions, most: number): readonly Tick[] {
  const levels = positions.hasClock ? [...clockLevels, ...dayLevels] : dayLevels;
  const least = ((positions.last - positions.first) / most) * 0.8;
  let chosen: readonly Tick[] = [];
  for (const level of levels) {
    chosen = ticksOf(level, positions);
    if (chosen.length <= Math.max(1, most)) break;
  }
  const kept: Tick[] = [];
  for (const tick of chosen) {
    const before = kept.at(-1);
    // The first label tells where the axis begins, but the regular ones matter more.
    if (before && tick.position - before.position < least) kept.pop();
    kept.push(tick);
  }
  return withContext(kept.length > 0 ? kept : ticksOf({ key: () => 0, form: "day" }, positions));
}

function ticksOf({ key, form }: Level, { first, last, toMs }: Positions): readonly Tick[] {
  const ticks: Tick[] = [];
  let before: number | undefined;
  for (let position = first; position <= last; position++) {
    const date = new Date(toMs(position));
    const current = key(date);
    if (current !== before && (before !== undefined || isNearBegin(date, form)))
      ticks.push(toTick(position, date, form));
    before = current;
  }
  return ticks;
}

/** The first position of an axis is labeled only if its part of time begins about there. */
function isNearBegin(date: Date, form: Level["form"]): boolean {
  if (form === "clock" || form === "day") return true;
  const isEarlyInMonth = date.getUTCDate() <= 5;
  return form === "month" ? isEarlyInMonth : isEarlyInMonth && date.getUTCMonth() === 0;
}

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function toTick(position: number, date: Date, form: Level["form"]): Tick {
  const iso = date.toISOString();
  const [year, day] = [iso.slice(0, 4), `${monthNames[date.getUTCMonth()]} ${date.getUTCDate()}`];
  switch (form) {
    case "clock":
      return { position, label: iso.slice(11, 16), context: day, full: iso.slice(11, 16) };
    case "day":
      return { position, label: day, context: year, full: iso.slice(0, 10) };
    case "month":
      return { position, label: monthNames[date.getUTCMonth()] ?? "", context: year, full: iso.slice(0, 7) };
    case "year":
      return { position, label: year, context: "", full: year };
  }
}

function withContext(ticks: readonly Tick[]): readonly Tick[] {
  return ticks.map((tick, index) => (ticks[index - 1]?.context === tick.context ? { ...tick, context: "" } : tick));
}
