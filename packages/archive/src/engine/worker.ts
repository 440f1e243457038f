import { setTimeout } from "node:timers/promises";
import { type Client, isOpendError } from "@opend/core";
import { writeDay } from "@opend/core/internal";
import type { Dataset } from "../datasets/dataset.js";
import type { Lease, WorkQueue } from "../queue/work-queue.js";
import type { Failure, Store, SubjectState } from "../store/store.js";
import { causeOf, judgeError, textOf } from "./judge-error.js";
import { isFinished, syncSubject } from "./sync-subject.js";

/** What workers work with. */
export interface Workplace {
  readonly store: Store;
  readonly queue: WorkQueue;
  readonly clients: readonly Client[];
  /** Jobs that each client has under way at a time. */
  readonly concurrency: number;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  datasetOf(name: string): Dataset | undefined;
  /** The only dataset. A client that gets nothing more of it is through. Undefined for a place that serves any. */
  readonly only?: Dataset | undefined;
  /** Whether there is nothing to do any more. */
  isOver(): boolean;
  /** Is told what happens. */
  tell(event: WorkEvent): void;
}

/** What happens at a workplace. */
export type WorkEvent =
  | { readonly kind: "page"; readonly rows: number; readonly changed: number }
  | { readonly kind: "finished"; readonly subject: string; readonly hasFailed: boolean }
  /** A list has a value that the database cannot hold. */
  | { readonly kind: "left-out"; readonly line: string }
  /** A dataset has something to say, such as why there are no rows. */
  | { readonly kind: "note"; readonly line: string }
  /** A gateway has no right to a market. */
  | { readonly kind: "no-right"; readonly client: Client; readonly market: string; readonly message: string }
  /** A gateway gives nothing more of a dataset, for days. */
  | { readonly kind: "no-quota"; readonly client: Client; readonly dataset: string; readonly error: unknown }
  /** A client has ended. The others go on. */
  | { readonly kind: "lost-client"; readonly client: Client; readonly error: unknown }
  /** A gateway cannot be reached. It is tried again. */
  | { readonly kind: "waiting"; readonly client: Client; readonly error: unknown; readonly delayMs: number }
  /** Nothing is wrong. */
  | { readonly kind: "ok"; readonly client: Client };

/**
 * Tries of a subject that come no further, before it counts as failed. They take minutes, in which a client notices that
 * its gateway is silent.
 */
const triesWithoutProgress = 10;
const idleMs = { memory: 20, shared: 500 };
const longestWaitMs = 60_000;
/** A place that serves any dataset sees this often whether a quota is whole again. */
const quotaAgainMs = 3_600_000;

/** Works until there is nothing to do any more, or the last client has ended. @throws what ended the last client */
export async function workAt(place: Workplace): Promise<void> {
  /** The clients that are left, with the markets that they have no right to. */
  const refusedBy = new Map(place.clients.map((client) => [client, new Set<string>()]));
  const work = async (client: Client) => {
    const lost = await workWith(client, place, refusedBy);
    refusedBy.delete(client);
    if (lost === undefined) return;
    place.tell({ kind: "lost-client", client, error: lost });
    if (refusedBy.size === 0 && !place.isOver()) throw lost;
  };
  await Promise.all(place.clients.map(work));
}

/** Works with one client. Returns what ended it, if anything did. */
async function workWith(
  client: Client,
  place: Workplace,
  refusedBy: ReadonlyMap<Client, Set<string>>,
): Promise<unknown> {
  const { queue, signal } = place;
  const refused = refusedBy.get(client) ?? new Set();
  /** A market that no client may ask for has its jobs taken, to be marked as failed. */
  const isRefusedByAll = (market: string) => [...refusedBy.values()].every((markets) => markets.has(market));
  /** Datasets that it gives nothing more of, and until when. */
  const usedUp = new Map<string, number>();
  const isUsedUp = (dataset: string) => (usedUp.get(dataset) ?? 0) > place.now().getTime();
  let lost: { readonly error: unknown } | undefined;
  let waits = 0;
  const isThrough = () => place.isOver() || lost !== undefined || (place.only && usedUp.has(place.only.name));
  const loop = async () => {
    while (!isThrough()) {
      signal.throwIfAborted();
      const lease = await queue.take(({ dataset, market }) => {
        const isKnown = place.datasetOf(dataset) !== undefined;
        return isKnown && !isUsedUp(dataset) && (!refused.has(market) || isRefusedByAll(market));
      });
      if (lease === undefined) {
        await sleep(queue.isShared ? idleMs.shared : idleMs.memory, signal);
        continue;
      }
      const outcome = await runJob(lease, client, place, isRefusedByAll(lease.lane.market));
      if (outcome === undefined) {
        if (waits > 0) place.tell({ kind: "ok", client });
        waits = 0;
        continue;
      }
      if (outcome.verdict === "lost-client") {
        lost = { error: outcome.error };
      } else if (outcome.verdict === "no-quota") {
        const { dataset } = lease.lane;
        if (!isUsedUp(dataset)) place.tell({ kind: "no-quota", client, dataset, error: causeOf(outcome.error) });
        usedUp.set(dataset, place.now().getTime() + quotaAgainMs);
      } else if (outcome.verdict === "no-right") {
        const { market } = lease.lane;
        if (!refused.has(market))
          place.tell({ kind: "no-right", client, market, message: textOf(causeOf(outcome.error)) });
        refused.add(market);
      } else {
        const delayMs = waitOf(outcome.error, waits++);
        place.tell({ kind: "waiting", client, error: causeOf(outcome.error), delayMs });
        await sleep(delayMs, signal);
      }
    }
  };
  await Promise.all(Array.from({ length: place.concurrency }, loop));
  return lost?.error;
}

/** What a job says of the client. */
interface Outcome {
  readonly verdict: "no-right" | "no-quota" | "wait" | "lost-client";
  readonly error: unknown;
}

/** Does a job, and says what became of it. @throws what the database or the program itself fails with */
async function runJob(
  lease: Lease,
  client: Client,
  place: Workplace,
  isRefusedByAll: boolean,
): Promise<Outcome | undefined> {
  const { store, signal, tell } = place;
  const { dataset: name, subject, since, runBeganAt, keepsHistory } = lease.job;
  // The clock of another machine began the run. What is done is never done before.
  const now = () => new Date(Math.max(place.now().getTime(), Date.parse(runBeganAt)));
  const dataset = place.datasetOf(name);
  if (dataset === undefined) return undefined;
  let state = await store.stateOf(dataset, subject);
  const fail = async (error: unknown) => {
    const { code, message } = failureOf(error);
    const failure = { code, message, at: now().toISOString() };
    try {
      await store.commit(dataset, { subject, rows: [], state: { ...state, failure }, lease });
    } catch (cause) {
      // The worker that has the job now finds out by itself.
      if (judgeError(cause) === "lost-lease") return;
      throw cause;
    }
    await lease.done();
    tell({ kind: "finished", subject, hasFailed: true });
  };
  let hasProgressed = false;
  try {
    if (isRefusedByAll) {
      await fail(new Error(`no gateway that is left has the right to ${lease.lane.market}`));
      return undefined;
    }
    if (!isFinished(dataset, state, lease.job)) {
      await syncSubject({
        client,
        dataset,
        subject,
        state,
        runBeganAt,
        since,
        today: writeDay(place.now(), "UTC"),
        now,
        signal,
        note: (line) => tell({ kind: "note", line }),
        commit: async (commit) => {
          const historyAt = keepsHistory ? now().toISOString() : undefined;
          const begunAt = hasBegun(state, runBeganAt) ? state.begunAt : now().toISOString();
          const reached = { ...commit.state, begunAt };
          const onLeftOut = (line: string) => tell({ kind: "left-out", line });
          const changed = await store.commit(dataset, { ...commit, state: reached, lease, historyAt, onLeftOut });
          state = reached;
          hasProgressed = true;
          tell({ kind: "page", rows: commit.rows.length, changed });
        },
      });
    }
    await lease.done();
    tell({ kind: "finished", subject, hasFailed: false });
    return undefined;
  } catch (error) {
    const verdict = judgeError(error);
    switch (verdict) {
      case "lost-lease":
        return undefined;
      case "refused":
        await fail(error);
        return undefined;
      case "again":
        if (hasProgressed) await lease.giveBack();
        else if (lease.retries + 1 < triesWithoutProgress) await lease.retryLater();
        else await fail(error);
        return undefined;
      case "broken":
        // Another process goes on at once, if the database still answers.
        await lease.giveBack().catch(() => {});
        throw error;
      default:
        await lease.giveBack();
        return { verdict, error };
    }
  }
}

function hasBegun({ begunAt }: SubjectState, runBeganAt: string): boolean {
  return begunAt !== undefined && begunAt >= runBeganAt;
}

function failureOf(error: unknown): Omit<Failure, "at"> {
  const cause = causeOf(error);
  return { code: isOpendError(cause) ? cause.code : "NoRight", message: textOf(cause) };
}

/** How long to wait before a gateway is tried again. */
function waitOf(error: unknown, waits: number): number {
  const cause = causeOf(error);
  if (isOpendError(cause, "RateLimited")) return cause.retryAfterMs;
  return Math.min(longestWaitMs, 500 * 2 ** Math.min(waits, 10));
}

/** Waits. Ends early, without an error, when the signal fires: the loop looks at it. */
async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => {});
}
