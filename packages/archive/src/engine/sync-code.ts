import type { Client } from "@opend/core";
import { addDays } from "../base/days.js";
import {
  type Coverage,
  coverBelow,
  coverDays,
  coverNewest,
  firstGap,
  missingDays,
  uncoverNewest,
} from "../coverage/coverage.js";
import type { ByDays, Dataset, DatasetPage, DatasetRow, NewestFirst, Whole } from "../datasets/dataset.js";
import type { CodeState, Commit } from "../store/store.js";

/** What one security needs to be fetched. */
export interface CodeJob {
  readonly client: Client;
  readonly dataset: Dataset;
  readonly code: string;
  /** How far it is. */
  readonly state: CodeState;
  /** When the run began, in ISO 8601. What was fetched since then is new. */
  readonly runBeganAt: string;
  /** The first day that is wanted. */
  readonly since: string | undefined;
  /** The last day that may have rows. */
  readonly today: string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Keeps a page. Called for one page after the other. */
  commit(commit: Commit): Promise<void>;
}

/** Fetches what is missing of a security, page by page, and keeps each page with the place that is reached. */
export async function syncCode(job: CodeJob): Promise<void> {
  const { walk } = job.dataset;
  if (walk.comes === "newest-first") await syncNewestFirst(job, walk);
  else if (walk.comes === "by-days") await syncByDays(job, walk);
  else await syncWhole(job, walk);
}

/** Whether nothing is missing between the first day that is wanted and the newest day that is there. */
export function reachesBack({ walk }: Dataset, { coverage }: CodeState, since: string | undefined): boolean {
  if (walk.comes === "newest-first") return firstGap(coverage, since) === -1;
  const [newest] = coverage;
  if (walk.comes === "whole" || newest === undefined) return walk.comes === "whole";
  return missingDays(coverage, since ?? walk.oldestDay, newest.until).length === 0;
}

async function syncNewestFirst(job: CodeJob, walk: NewestFirst): Promise<void> {
  const { client, dataset, code, since, runBeganAt, now, signal, commit } = job;
  let state: CodeState = { ...job.state, failure: undefined };
  const keep = async (rows: DatasetPage["rows"], coverage: Coverage) => {
    const isDone = firstGap(coverage, since) === -1;
    state = { ...state, coverage, ...(isDone && { doneAt: now().toISOString() }) };
    await commit({ code, rows, state });
  };
  if (state.toppedAt === undefined || state.toppedAt < runBeganAt) {
    const toppedAt = now().toISOString();
    for await (const { rows, cursor } of walk.open(client, code, undefined, signal)) {
      // Where the days begin, nobody knows yet.
      if (rows.length === 0 && cursor !== undefined) continue;
      state = { ...state, toppedAt };
      const coverage = uncoverNewest(state.coverage, dataset.restatedDays);
      await keep(rows, coverNewest(coverage, { days: daysOf(rows), cursor }));
      break;
    }
  }
  for (let index = firstGap(state.coverage, since); index !== -1; index = firstGap(state.coverage, since)) {
    const intervals = state.coverage.length;
    for await (const { rows, cursor } of walk.open(client, code, state.coverage[index]?.cursor, signal)) {
      await keep(rows, coverBelow(state.coverage, index, { days: daysOf(rows), cursor }));
      // It has reached the next interval, or goes back as far as it shall.
      if (state.coverage.length < intervals || firstGap(state.coverage, since) !== index) break;
    }
  }
}

async function syncByDays(job: CodeJob, walk: ByDays): Promise<void> {
  const { client, dataset, code, runBeganAt, today, now, signal, commit } = job;
  const since = job.since ?? walk.oldestDay;
  const { toppedAt } = job.state;
  const isTopped = toppedAt !== undefined && toppedAt >= runBeganAt;
  const before = isTopped ? job.state.coverage : uncoverNewest(job.state.coverage, dataset.restatedDays);
  let state: CodeState = { ...job.state, failure: undefined, coverage: before };
  const gaps = missingDays(before, since, today);
  for (const [index, gap] of gaps.entries()) {
    for await (const { rows, cursor } of walk.open(client, code, gap, signal)) {
      const newest = daysOf(rows).toSorted().at(-1);
      // The next page may have more rows of the newest day.
      const until = cursor === undefined ? gap.until : newest === undefined ? undefined : addDays(newest, -1);
      const coverage = until === undefined ? state.coverage : coverDays(state.coverage, gap.since, until);
      const isLast = cursor === undefined && index === gaps.length - 1;
      state = { ...state, coverage, ...(isLast && { toppedAt: now().toISOString(), doneAt: now().toISOString() }) };
      await commit({ code, rows, state });
    }
  }
}

async function syncWhole(job: CodeJob, walk: Whole): Promise<void> {
  const { client, code, now, signal, commit } = job;
  const rows: DatasetRow[] = [];
  for await (const page of walk.open(client, code, signal)) rows.push(...page.rows);
  const at = now().toISOString();
  await commit({ code, rows, state: { coverage: [], toppedAt: at, doneAt: at }, replacesAll: true });
}

function daysOf(rows: readonly DatasetRow[]): string[] {
  return rows.map(({ day }) => day);
}
