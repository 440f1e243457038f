import type { Client } from "@opend/core";
import { checkOptions, createError, writeDay } from "@opend/core/internal";
import type { Dataset } from "../datasets/dataset.js";
import type { CodeState, Store } from "../store/store.js";
import type { SyncProgress } from "./progress.js";
import { refusalOf } from "./refusal-of.js";
import { reachesBack, syncCode } from "./sync-code.js";

/** What to bring up to date, and over which gateways. */
export interface SyncOptions {
  readonly dataset: Dataset;
  /** The securities. */
  readonly codes: readonly string[];
  /** Clients of one gateway each. They share the securities. */
  readonly clients: readonly Client[];
  /** The first day that is wanted. Default: all that the gateway has. */
  readonly since?: string | undefined;
  /** Securities that each client fetches at a time. Default: 2, so that a page is under way while another is kept. */
  readonly concurrency?: number | undefined;
  /**
   * A run that ended early within this time is gone on with: what it has done is not asked for again. In milliseconds.
   * Default: 20 hours.
   */
  readonly resumeWithinMs?: number | undefined;
  /** Aborts: the sync throws `Aborted`. What was committed is kept. */
  readonly signal?: AbortSignal | undefined;
  /** Tells the time. Default: that of the system. */
  readonly now?: (() => Date) | undefined;
}

const optionNames = ["dataset", "codes", "clients", "since", "concurrency", "resumeWithinMs", "signal", "now"];
const twentyHoursMs = 20 * 3_600_000;

/**
 * Brings a dataset up to date: `for await (const progress of sync(store, { dataset: shortVolume, codes, clients }))`. Each
 * page and the place that is reached with it are kept together, so a process that is killed loses nothing, and the next one
 * goes on there. A security that the gateway refuses is recorded and left out; `store.status()` lists it. A loop that is
 * left early stops the sync after the pages that are being kept.
 *
 * @throws `StoreFailed`, `InvalidOption`, `Aborted`, and what ends a client
 */
export async function* sync(store: Store, options: SyncOptions): AsyncGenerator<SyncProgress, void> {
  checkOptions("sync", options, optionNames);
  const { dataset, clients, codes, concurrency = 2, resumeWithinMs = twentyHoursMs } = options;
  const now = options.now ?? (() => new Date());
  if (clients.length === 0) {
    throw createError("InvalidOption", "clients is empty: give at least one client", { option: "clients" });
  }
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  await store.prepare(dataset);
  const run = await store.beginRun(dataset, now(), resumeWithinMs);
  const states = await store.statesOf(dataset);
  const isDone = (code: string) => {
    const state = states.get(code) ?? none;
    const { doneAt, failure } = state;
    if (failure !== undefined && failure.at >= run.beganAt) return true;
    return doneAt !== undefined && doneAt >= run.beganAt && reachesBack(dataset, state, options.since);
  };
  const wanted = [...new Set(codes)];
  // What was never done comes first, then what was done longest ago.
  const waiting = wanted
    .filter((code) => !isDone(code))
    .toSorted((one, other) => compare(states.get(one)?.doneAt ?? "", states.get(other)?.doneAt ?? ""));
  const failedBefore = wanted.filter((code) => isDone(code) && states.get(code)?.failure !== undefined).length;
  const counted = {
    codes: wanted.length,
    done: wanted.length - waiting.length - failedBefore,
    failed: failedBefore,
    pages: 0,
    rows: 0,
    changed: 0,
  };
  let wake: () => void = () => {};
  const work = async (client: Client): Promise<void> => {
    for (let code = waiting.shift(); code !== undefined; code = waiting.shift()) {
      const state = states.get(code) ?? none;
      let reached = state;
      try {
        await syncCode({
          client,
          dataset,
          code,
          state,
          runBeganAt: run.beganAt,
          since: options.since,
          today: writeDay(now(), "UTC"),
          now,
          signal,
          commit: async (commit) => {
            const changed = await store.commit(dataset, commit);
            counted.changed += changed;
            reached = commit.state;
            counted.pages++;
            counted.rows += commit.rows.length;
            wake();
          },
        });
        counted.done++;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === undefined) throw error;
        const failure = { code: refusal.code, message: refusal.message, at: now().toISOString() };
        await store.commit(dataset, { code, rows: [], state: { ...reached, failure } });
        counted.failed++;
      }
      wake();
    }
  };
  let isOver = false;
  let failure: unknown;
  const workers = clients.flatMap((client) => Array.from({ length: concurrency }, () => work(client)));
  const ended = Promise.all(
    workers.map((worker) =>
      worker.catch((error: unknown) => {
        failure ??= error;
        stop.abort(error);
      }),
    ),
  ).then(() => {
    isOver = true;
    wake();
  });
  try {
    while (!isOver) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      yield { ...counted };
    }
    if (failure !== undefined) throw failure;
    yield { ...counted };
    await store.endRun(run, now());
  } finally {
    stop.abort(new Error("the loop over the progress ended"));
    await ended;
  }
}

const none: CodeState = { coverage: [] };

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
