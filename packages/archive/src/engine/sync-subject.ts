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
import type { Job } from "../queue/work-queue.js";
import type { Commit, SubjectState } from "../store/store.js";
import { refusalOf } from "./judge-error.js";

/** What one security, market or account needs to be fetched. */
export interface SubjectJob {
  readonly client: Client;
  readonly dataset: Dataset;
  readonly subject: string;
  /** How far it is. */
  readonly state: SubjectState;
  /** When the run began, in ISO 8601. What was fetched since then is new. */
  readonly runBeganAt: string;
  /** The first day that is wanted. */
  readonly since: string | undefined;
  /** The last day that may have rows, in UTC. */
  readonly today: string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Whether a kept place was refused, and the walk begins again with the newest day. */
  readonly hasBegunAgain?: boolean;
  /** Is told what somebody should know. */
  note(line: string): void;
  /** Keeps a page. Called for one page after the other. */
  commit(commit: Commit): Promise<void>;
}

/** Fetches what is missing of a subject, page by page, and keeps each page with the place that is reached. */
export async function syncSubject(job: SubjectJob): Promise<void> {
  const { walk } = job.dataset;
  const { subject, runBeganAt, now } = job;
  let state = job.state;
  const commit = async (one: Commit) => {
    await job.commit(one);
    state = one.state;
  };
  if (walk.comes === "newest-first") await syncNewestFirst({ ...job, commit }, walk);
  else if (walk.comes === "by-days") await syncByDays({ ...job, commit }, walk);
  else await syncWhole({ ...job, commit }, walk);
  // All was there already.
  if (state.doneAt === undefined || state.doneAt < runBeganAt) {
    await commit({ subject, rows: [], state: { ...state, failure: undefined, doneAt: now().toISOString() } });
  }
}

/** Whether a run is through with a subject: all of it is there, or it was refused. */
export function isFinished(dataset: Dataset, state: SubjectState, { runBeganAt, since }: Job): boolean {
  const { doneAt, failure } = state;
  if (failure !== undefined && failure.at >= runBeganAt) return true;
  return doneAt !== undefined && doneAt >= runBeganAt && reachesBack(dataset, state, since);
}

/** Whether nothing is missing between the first day that is wanted and the newest day that is there. */
function reachesBack({ walk }: Dataset, { coverage }: SubjectState, since: string | undefined): boolean {
  if (walk.comes === "newest-first") return firstGap(coverage, since) === -1;
  const [newest] = coverage;
  if (walk.comes === "whole" || newest === undefined) return walk.comes === "whole";
  return missingDays(coverage, since ?? walk.oldestDay, newest.until).length === 0;
}

async function syncNewestFirst(job: SubjectJob, walk: NewestFirst): Promise<void> {
  const { client, dataset, subject, since, runBeganAt, now, signal, commit } = job;
  let state: SubjectState = { ...job.state, failure: undefined };
  const keep = async (rows: DatasetPage["rows"], coverage: Coverage) => {
    const isDone = firstGap(coverage, since) === -1;
    state = { ...state, coverage, ...(isDone && { doneAt: now().toISOString() }) };
    await commit({ subject, rows, state });
  };
  if (state.toppedAt === undefined || state.toppedAt < runBeganAt) {
    const toppedAt = now().toISOString();
    for await (const { rows, cursor } of walk.open(client, subject, undefined, signal)) {
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
    let pages = 0;
    try {
      for await (const { rows, cursor } of walk.open(client, subject, state.coverage[index]?.cursor, signal)) {
        pages++;
        await keep(rows, coverBelow(state.coverage, index, { days: daysOf(rows), cursor }));
        // It has reached the next interval, or goes back as far as it shall.
        if (state.coverage.length < intervals || firstGap(state.coverage, since) !== index) break;
      }
    } catch (error) {
      // A gateway may no longer know a place that was kept. The walk from the newest day on brings all rows again.
      if (pages > 0 || job.hasBegunAgain || refusalOf(error) === undefined) throw error;
      await syncNewestFirst({ ...job, state: { coverage: [] }, hasBegunAgain: true }, walk);
      return;
    }
  }
}

async function syncByDays(job: SubjectJob, walk: ByDays): Promise<void> {
  const { client, dataset, subject, runBeganAt, now, signal, commit } = job;
  const since = job.since ?? walk.oldestDay;
  const today = (await walk.today?.(client, subject, now(), signal)) ?? job.today;
  const { toppedAt } = job.state;
  const isTopped = toppedAt !== undefined && toppedAt >= runBeganAt;
  const begun = isTopped ? job.state.coverage : uncoverNewest(job.state.coverage, dataset.restatedDays);
  let state: SubjectState = { ...job.state, failure: undefined, coverage: begun };
  const gaps = missingDays(begun, since, today);
  for (const [index, gap] of gaps.entries()) {
    for await (const { rows, cursor, covers, note } of walk.open(client, subject, gap, signal)) {
      if (note !== undefined) job.note(note);
      const newest = daysOf(rows).toSorted().at(-1);
      // The next page may have more rows of the newest day.
      const before = covers ?? (newest === undefined ? undefined : addDays(newest, -1));
      const until = cursor === undefined ? gap.until : before;
      const coverage = until === undefined ? state.coverage : coverDays(state.coverage, gap.since, until);
      const isLast = cursor === undefined && index === gaps.length - 1;
      state = { ...state, coverage, ...(isLast && { toppedAt: now().toISOString(), doneAt: now().toISOString() }) };
      await commit({ subject, rows, state });
    }
  }
}

async function syncWhole(job: SubjectJob, walk: Whole): Promise<void> {
  const { client, subject, now, signal, commit } = job;
  const rows: DatasetRow[] = [];
  // More rows than a call takes arguments.
  for await (const page of walk.open(client, subject, signal)) for (const row of page.rows) rows.push(row);
  const at = now().toISOString();
  await commit({ subject, rows, state: { coverage: [], toppedAt: at, doneAt: at }, others: walk.others });
}

function daysOf(rows: readonly DatasetRow[]): string[] {
  return rows.map(({ day }) => day);
}
