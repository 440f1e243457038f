import type { Dataset, SyncProgress, WorkProgress } from "@opend/archive";
import type { Screen } from "../base/screen.js";
import type { Gateways } from "../gateway/gateways.js";
import { duration } from "../walk/progress.js";
import type { Metrics } from "./start-metrics.js";
import { type SyncView, syncStatusLine, timeLeftMs } from "./sync-status-line.js";

const redrawMs = 250;
/** Without a terminal, the progress is told this often. */
const tellEveryMs = 60_000;
/** Shorter waits are not worth a word. */
const noticeableMs = 1000;

/** Shows how far a run is: on the terminal, as lines of a log, and as metrics. */
export class RunView {
  readonly #screen: Screen;
  readonly #gateways: Gateways;
  readonly #dataset: Dataset | undefined;
  readonly #metrics: Metrics | undefined;
  readonly #beganMs = performance.now();
  readonly #requestsBefore: number;
  #toldMs = this.#beganMs;
  #progress: SyncView["progress"] | undefined;
  #doneBefore = 0;
  #waitsUntilMs = 0;
  #state = "";
  #timer: NodeJS.Timeout | undefined;
  #toldTroubles: readonly string[] = [];

  constructor(screen: Screen, gateways: Gateways, dataset: Dataset | undefined, metrics: Metrics | undefined) {
    this.#screen = screen;
    this.#gateways = gateways;
    this.#dataset = dataset;
    this.#metrics = metrics;
    this.#requestsBefore = this.#countRequests();
  }

  /** Requests that were sent since the beginning. */
  get requests(): number {
    return this.#countRequests() - this.#requestsBefore;
  }

  get elapsedMs(): number {
    return performance.now() - this.#beganMs;
  }

  begin(): void {
    this.#timer = setInterval(() => this.#draw(), redrawMs);
    this.#timer.unref();
  }

  /** Takes news. */
  take(progress: SyncProgress | WorkProgress): void {
    if (this.#progress === undefined) this.#doneBefore = progress.done + progress.failed;
    this.#progress = progress;
    this.#metrics?.set({ dataset: this.#dataset?.name, ...this.#view(progress), timeLeftMs });
    // Without a status line, a trouble is a line of the log when it begins.
    if (!this.#screen.isTerminal) {
      for (const trouble of progress.troubles) {
        const kind = trouble.replace(/ It is tried again.*/, "");
        if (!this.#toldTroubles.includes(kind)) this.#screen.note(trouble);
      }
      this.#toldTroubles = progress.troubles.map((trouble) => trouble.replace(/ It is tried again.*/, ""));
    }
  }

  /** The next request waits for the frequency limit. */
  wait(waitMs: number): void {
    this.#waitsUntilMs = Math.max(this.#waitsUntilMs, performance.now() + waitMs);
  }

  /** Says what the connection does, such as reconnecting. */
  state(text: string): void {
    this.#state = text;
  }

  /** Removes the status line for good. */
  end(): void {
    clearInterval(this.#timer);
    this.#screen.status("");
    if (this.#screen.isTerminal) for (const trouble of this.#progress?.troubles ?? []) this.#screen.note(trouble);
  }

  #view(progress: SyncView["progress"]): SyncView {
    const limit = this.#dataset?.rateLimit;
    return {
      progress,
      requests: this.requests,
      elapsedMs: this.elapsedMs,
      doneBefore: this.#doneBefore,
      requestsPerSecond: limit && (limit.requests / limit.perSeconds) * this.#gateways.clients.length,
    };
  }

  #draw(): void {
    if (this.#progress === undefined) return;
    const waitMs = this.#waitsUntilMs - performance.now();
    const wait = waitMs >= noticeableMs ? `waits ${duration(waitMs)} for the frequency limit` : "";
    const line = syncStatusLine(this.#view(this.#progress));
    const parts = [line, this.#state || wait].filter((part) => part !== "");
    if (this.#screen.isTerminal) this.#screen.status(parts.join(" · "));
    else if (performance.now() - this.#toldMs >= tellEveryMs) {
      this.#toldMs = performance.now();
      this.#screen.note(line);
    }
  }

  #countRequests(): number {
    return this.#gateways.clients.reduce((sum, client) => sum + client.stats().requests, 0);
  }
}
