import { addDays } from "../base/days.js";

/** Days of which all rows are there, from the first to the last. */
export interface Interval {
  /** The first day, such as `2026-01-02`. */
  readonly since: string;
  /** The last day. */
  readonly until: string;
  /**
   * Where a walk that comes newest first goes on with the days before `since`. Absent when there is nothing before, and
   * for walks that are asked for by days.
   */
  readonly cursor?: string | undefined;
}

/** What is there of a security: intervals without a day in common, newest first. */
export type Coverage = readonly Interval[];

/** What a page of a walk that comes newest first brought. */
export interface PageCover {
  /** The days of its rows. */
  readonly days: readonly string[];
  /** Where the next page begins. Undefined after the last page. */
  readonly cursor: string | undefined;
}

/**
 * Takes back the newest days, of which the gateway may have restated rows since.
 *
 * @param days how many, beginning with the newest day that is covered
 */
export function uncoverNewest(coverage: Coverage, days: number): Coverage {
  const [newest] = coverage;
  if (newest === undefined || days <= 0) return coverage;
  const until = addDays(newest.until, -days);
  return coverage.flatMap((interval) => {
    if (interval.since > until) return [];
    return [interval.until > until ? { ...interval, until } : interval];
  });
}

/** Adds the first page of a walk that begins with the newest day. */
export function coverNewest(coverage: Coverage, page: PageCover): Coverage {
  const [oldest, newest] = range(page.days);
  if (oldest === undefined || newest === undefined)
    return page.cursor === undefined ? withoutCursors(coverage) : coverage;
  return merge([{ since: oldest, until: newest, cursor: page.cursor }, ...coverage], 0);
}

/** Adds a page of a walk that goes on below one of the intervals. */
export function coverBelow(coverage: Coverage, index: number, page: PageCover): Coverage {
  const interval = coverage[index];
  if (interval === undefined) return coverage;
  const [oldest] = range(page.days);
  const since = oldest !== undefined && oldest < interval.since ? oldest : interval.since;
  return merge(coverage.with(index, { ...interval, since, cursor: page.cursor }), index);
}

/**
 * Returns the first interval below which days are missing, or -1.
 *
 * @param since the first day that is wanted
 */
export function firstGap(coverage: Coverage, since = ""): number {
  return coverage.findIndex((interval) => interval.cursor !== undefined && interval.since > since);
}

/** Adds days that are all there. */
export function coverDays(coverage: Coverage, since: string, until: string): Coverage {
  if (since > until) return coverage;
  const touching = coverage.filter((one) => one.since <= addDays(until, 1) && one.until >= addDays(since, -1));
  const all = [{ since, until }, ...touching];
  const joined = {
    since: earliest(all),
    until:
      all
        .map((one) => one.until)
        .toSorted()
        .at(-1) ?? until,
  };
  const others = coverage.filter((one) => !touching.includes(one));
  return [...others, joined].toSorted((one, other) => (one.until < other.until ? 1 : -1));
}

/** Returns the days that are not there, oldest first. */
export function missingDays(coverage: Coverage, since: string, until: string): readonly Interval[] {
  const missing: Interval[] = [];
  let next = since;
  for (const interval of coverage.toReversed()) {
    if (interval.until < next || interval.since > until) continue;
    if (interval.since > next) missing.push({ since: next, until: addDays(interval.since, -1) });
    next = addDays(interval.until, 1);
  }
  if (next <= until) missing.push({ since: next, until });
  return missing;
}

/** Joins an interval with those below it that it has reached. */
function merge(coverage: Coverage, index: number): Coverage {
  const interval = coverage[index];
  if (interval === undefined) return coverage;
  const newer = coverage.slice(0, index);
  if (interval.cursor === undefined) {
    // There is nothing before the last page. What is there of days before it, the gateway no longer has.
    const since = earliest(coverage.slice(index));
    return [...newer, { since, until: interval.until }];
  }
  const below = coverage[index + 1];
  if (below === undefined || interval.since > below.until) return coverage;
  const older = below.since < interval.since ? below : interval;
  const joined = { since: older.since, until: interval.until, cursor: older.cursor };
  return merge([...newer, joined, ...coverage.slice(index + 2)], index);
}

function withoutCursors(coverage: Coverage): Coverage {
  return coverage.map(({ since, until }) => ({ since, until }));
}

function earliest(intervals: Coverage): string {
  return intervals.map(({ since }) => since).toSorted()[0] ?? "";
}

function range(days: readonly string[]): readonly [oldest?: string, newest?: string] {
  const sorted = days.toSorted();
  const [oldest] = sorted;
  const newest = sorted.at(-1);
  return oldest === undefined || newest === undefined ? [] : [oldest, newest];
}
