import { setTimeout } from "node:timers/promises";
import type { Store, WorkProgress } from "@opend/archive";
import type { Context } from "../base/context.js";
import { UsageError } from "../base/usage-error.js";
import type { Gateways } from "../gateway/gateways.js";
import { openSeveral } from "../gateway/open-several.js";
import { count, duration } from "../walk/progress.js";
import { openArchive } from "./open-archive.js";
import { RunView } from "./run-view.js";
import { type Metrics, startMetrics } from "./start-metrics.js";
import type { SyncCommandOptions } from "./sync-options.js";

/** A database that was lost is looked for again after this time, and later each time. */
const firstPauseMs = 1000;
const longestPauseMs = 60_000;

/** `opend worker`: fetches for the syncs of other processes, until it is ended. */
export async function runWorker(context: Context, options: SyncCommandOptions): Promise<void> {
  const { screen, interrupt } = context;
  if (options.db !== undefined && !/^postgres(?:ql)?:/.test(options.db)) {
    throw new UsageError(
      `--db ${options.db}: a file belongs to one process, which opend sync is. Workers need postgres://user@host/database`,
    );
  }
  let store: Store | undefined = await openArchive(options.db);
  try {
    await using gateways = await openSeveral(context, options.gateways, {});
    for (const line of gateways.notes) screen.note(line);
    await using metrics = await startMetrics(options.metrics, screen, async () => (await store?.subjects()) ?? []);
    screen.note(`Works at ${store.location}. Ctrl-C ends it.`);
    let pauseMs = firstPauseMs;
    while (!interrupt.isAsked) {
      try {
        store ??= await openArchive(options.db);
        await workAt(context, store, gateways, metrics, () => {
          pauseMs = firstPauseMs;
        });
      } catch (error) {
        if (interrupt.isAsked) break;
        const { isArchiveError } = await import("@opend/archive");
        if (!isArchiveError(error, "StoreFailed", "StoreUnavailable")) throw error;
        screen.note(`${error.message.split("\n")[0]}. It is tried again in ${Math.round(pauseMs / 1000)} s.`);
        await store?.close().catch(() => {});
        store = undefined;
        // Ctrl-C ends the wait, and then the loop.
        await setTimeout(pauseMs, undefined, { signal: interrupt.signal }).catch(() => {});
        pauseMs = Math.min(longestPauseMs, pauseMs * 2);
      }
    }
  } finally {
    await store?.close().catch(() => {});
  }
}

async function workAt(
  { screen, interrupt }: Context,
  store: Store,
  gateways: Gateways,
  metrics: Metrics | undefined,
  onProgress: () => void,
): Promise<void> {
  const { work } = await import("@opend/archive");
  const view = new RunView(screen, gateways, undefined, metrics);
  let last: WorkProgress | undefined;
  view.begin();
  try {
    for await (const progress of work(store, { clients: gateways.clients, signal: interrupt.signal })) {
      last = progress;
      if (progress.pages > 0) onProgress();
      view.take(progress);
    }
  } finally {
    view.end();
    if (last !== undefined) {
      const fetched = `${count(last.rows, "row")} in ${count(last.pages, "page")}, ${count(view.requests, "request")}`;
      screen.note(`${last.done} brought up to date, ${last.failed} left out: ${fetched}, ${duration(view.elapsedMs)}.`);
    }
  }
}
