import { type Clocked, parseTime } from "./parse-time.js";
import { chooseTicks, type Tick } from "./time-ticks.js";

const dayMs = 86_400_000;
/** 1970-01-01 was a Thursday: weeks begin 3 days before. */
const daysIntoWeek = 3;

/**
 * An axis of days or moments. Days without weekends among them have a position for each weekday, so that weekends leave no
 * holes, and longer pauses do. Moments have a position each, since nights and noon breaks would take most of the room.
 */
export interface TimeAxis {
  readonly first: number;
  readonly last: number;
  /** Positions between two rows, as a rule. */
  readonly spacing: number;
  /** What a position stands for: `"weekday"`, `"day"` or `"point"`. */
  readonly slot: "weekday" | "day" | "point";
  /** The position of a time. Undefined if it cannot be read. */
  readonly at: (time: string) => number | undefined;
  /** The text of a position: `"2026-05-08"`, `"2026-05-08 16:08"`. */
  readonly textAt: (position: number) => string;
  /** Whether a line from one position to another would claim something about a pause. */
  readonly isPause: (from: number, to: number) => boolean;
  /** The labels, at most so many. */
  readonly ticks: (most: number) => readonly Tick[];
}

/** Makes the axis for some times. Undefined if none of them can be read. */
export function createTimeAxis(times: Iterable<string>): TimeAxis | undefined {
  const read = [...new Set(times)].map(parseTime).filter((time) => time !== undefined);
  if (read.length === 0) return undefined;
  return read.some(({ hasClock }) => hasClock) ? createMomentAxis(read) : createDayAxis(read);
}

function createDayAxis(times: readonly Clocked[]): TimeAxis {
  const days = times.map(({ ms }) => Math.floor(ms / dayMs));
  const isWeekend = (day: number) => modulo(day + daysIntoWeek, 7) >= 5;
  const slot = days.some(isWeekend) ? "day" : "weekday";
  const toPosition = (day: number) => {
    if (slot === "day") return day;
    const sinceMonday = day + daysIntoWeek;
    return Math.floor(sinceMonday / 7) * 5 + modulo(sinceMonday, 7);
  };
  const toMs = (position: number) => {
    const rounded = Math.round(position);
    if (slot === "day") return rounded * dayMs;
    return (Math.floor(rounded / 5) * 7 + modulo(rounded, 5) - daysIntoWeek) * dayMs;
  };
  const positions = days.map(toPosition).sort((a, b) => a - b);
  const [first = 0] = positions;
  const last = positions.at(-1) ?? first;
  const spacing = medianDistance(positions);
  return {
    first,
    last,
    spacing,
    slot,
    at: (time) => {
      const parsed = parseTime(time);
      return parsed && toPosition(Math.floor(parsed.ms / dayMs));
    },
    textAt: (position) => isoText(toMs(position)).slice(0, 10),
    // The longest holidays of a market take seven weekdays.
    isPause: (from, to) => to - from > Math.max(10, 5 * spacing),
    ticks: (most) => chooseTicks({ first, last, toMs, hasClock: false }, most),
  };
}

function createMomentAxis(times: readonly Clocked[]): TimeAxis {
  const moments = [...new Set(times.map(({ ms }) => ms))].sort((a, b) => a - b);
  const positions = new Map(moments.map((ms, index) => [ms, index]));
  const toMs = (position: number) => moments[Math.round(position)] ?? moments.at(-1) ?? 0;
  const dayOf = (position: number) => Math.floor(toMs(position) / dayMs);
  const last = moments.length - 1;
  // Where days have only a few points, nights are what lies between two points.
  const hasSessions = moments.length > 4 * new Set(moments.map((ms) => Math.floor(ms / dayMs))).size;
  const hasSeconds = moments.some((ms) => ms % 60_000 !== 0);
  return {
    first: 0,
    last,
    spacing: 1,
    slot: "point",
    at: (time) => {
      const parsed = parseTime(time);
      return parsed && positions.get(parsed.ms);
    },
    textAt: (position) =>
      isoText(toMs(position))
        .slice(0, hasSeconds ? 19 : 16)
        .replace("T", " "),
    isPause: (from, to) => hasSessions && dayOf(from) !== dayOf(to),
    ticks: (most) => chooseTicks({ first: 0, last, toMs, hasClock: true }, most),
  };
}

function medianDistance(sorted: readonly number[]): number {
  const distances = sorted.flatMap((position, index) => {
    const before = sorted[index - 1];
    return before === undefined || before === position ? [] : [position - before];
  });
  return distances.sort((a, b) => a - b)[Math.floor(distances.length / 2)] ?? 1;
}

function isoText(ms: number): string {
  return new Date(ms).toISOString();
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
