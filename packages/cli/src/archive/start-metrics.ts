import { once } from "node:events";
import { createServer } from "node:http";
import type { SubjectCounts } from "@opend/archive";
import type { Screen } from "../base/screen.js";
import { UsageError } from "../base/usage-error.js";
import type { SyncView } from "./sync-status-line.js";

/** Where to serve metrics. */
export interface MetricsPlace {
  readonly host: string;
  readonly port: number;
}

/** Shows how far a run is to programs that watch it. */
export interface Metrics extends AsyncDisposable {
  set(view: MetricsView): void;
}

/** What is shown. */
export interface MetricsView extends SyncView {
  readonly dataset: string | undefined;
  timeLeftMs(view: SyncView): number | undefined;
}

/**
 * Serves metrics in the format of OpenMetrics at `http://HOST:PORT/metrics`.
 *
 * @param archived counts what the database was asked for. It is called whenever the metrics are read
 * @throws `UsageError`
 */
export async function startMetrics(
  place: MetricsPlace | undefined,
  screen: Screen,
  archived: () => Promise<readonly SubjectCounts[]>,
): Promise<Metrics | undefined> {
  if (place === undefined) return undefined;
  const { host, port } = place;
  const { Gauge, Registry } = await import("prom-client");
  const registry = new Registry<typeof Registry.OPENMETRICS_CONTENT_TYPE>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name: `opend_sync_${name}`, help, labelNames: ["dataset", ...labelNames], registers: [registry] });
  const subjects = gauge("subjects", "Securities, markets or accounts of this command, by how far they are.", [
    "state",
  ]);
  const pages = gauge("pages", "Pages that this process fetched.");
  const rows = gauge("rows", "Rows that this process fetched.");
  const changed = gauge("changed_rows", "Rows that were new, or other than before.");
  const requests = gauge("requests", "Requests that this process sent.");
  const troubles = gauge("troubles", "Gateways that are away, have ended or lack a right.");
  const left = gauge("left_seconds", "How long the run still takes, as far as that is known.");
  const archiveStates = ["done", "failed", "begun", "waiting", "dropped"] as const;
  new Gauge({
    name: "opend_archive_subjects",
    help: "Securities, markets or accounts that the database was ever asked for, by how far they are.",
    labelNames: ["dataset", "state"],
    registers: [registry],
    async collect() {
      this.reset();
      // Without the database, nothing is known.
      for (const counts of await archived().catch(() => [])) {
        for (const state of archiveStates) this.set({ dataset: counts.dataset, state }, counts[state]);
      }
    },
  });

  const server = createServer((request, response) => {
    if (request.url !== "/metrics") {
      response.writeHead(404).end("The metrics are at /metrics.\n");
      return;
    }
    void registry.metrics().then(
      (text) => response.writeHead(200, { "content-type": registry.contentType }).end(text),
      (error: unknown) => response.writeHead(500).end(`${error}\n`),
    );
  });
  server.listen(port, host);
  // It rejects with the error that keeps the server from listening.
  await once(server, "listening").catch((error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--metrics: cannot listen at ${host}:${port}: ${text}`);
  });
  const address = server.address();
  const listening = typeof address === "object" && address ? address.port : port;
  screen.note(`Metrics are at http://${host}:${listening}/metrics.`);
  return {
    set(view) {
      const { dataset = "all", progress } = view;
      const { codes, done, failed } = progress;
      subjects.set({ dataset, state: "done" }, done);
      subjects.set({ dataset, state: "failed" }, failed);
      if (codes !== undefined) subjects.set({ dataset, state: "waiting" }, codes - done - failed);
      pages.set({ dataset }, progress.pages);
      rows.set({ dataset }, progress.rows);
      changed.set({ dataset }, progress.changed);
      requests.set({ dataset }, view.requests);
      troubles.set({ dataset }, progress.troubles.length);
      const leftMs = view.timeLeftMs(view);
      if (leftMs !== undefined) left.set({ dataset }, Math.round(leftMs / 1000));
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
