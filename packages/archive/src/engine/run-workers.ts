import { type Client, isOpendError } from "@opend/core";
import { abortedError, linkSignals } from "@opend/core/internal";
import { textOf } from "./judge-error.js";
import { type WorkEvent, type Workplace, workAt } from "./worker.js";

/** A workplace, and who is told of what is finished there. */
export interface WorkersOptions extends Omit<Workplace, "tell" | "signal"> {
  readonly signal: AbortSignal | undefined;
  onFinished?(subject: string, hasFailed: boolean): void;
  /** Is called again and again. */
  look?(): Promise<void>;
  readonly lookEveryMs?: number;
}

/** What workers of this process did. */
export interface WorkCounts {
  readonly pages: number;
  readonly rows: number;
  readonly changed: number;
  readonly troubles: readonly string[];
}

/** Runs workers, and yields what they did whenever there is news. A loop that is left early stops them. */
export async function* runWorkers(options: WorkersOptions): AsyncGenerator<WorkCounts, void> {
  const { look, lookEveryMs = 0, onFinished, isOver } = options;
  const stop = new AbortController();
  const { signal, release } = linkSignals(options.signal, stop.signal);
  const counted = { pages: 0, rows: 0, changed: 0 };
  /** Lasting troubles, and those of now by their client. */
  const lasting: string[] = [];
  const passing = new Map<Client, string>();
  let hasNews = true;
  let wake = () => {};
  const news = () => {
    hasNews = true;
    wake();
  };
  const tell = (event: WorkEvent) => {
    if (event.kind === "page") {
      counted.pages++;
      counted.rows += event.rows;
      counted.changed += event.changed;
    } else if (event.kind === "finished") {
      onFinished?.(event.subject, event.hasFailed);
    } else if (event.kind === "ok") {
      passing.delete(event.client);
    } else if (event.kind === "waiting") {
      const seconds = Math.max(1, Math.round(event.delayMs / 1000));
      passing.set(event.client, `waiting for a gateway: ${textOf(event.error)}. It is tried again in ${seconds} s`);
    } else if (event.kind === "left-out") {
      lasting.push(event.line);
    } else if (event.kind === "note") {
      // A subject with several gaps says the same of each.
      if (!lasting.includes(event.line)) lasting.push(event.line);
    } else if (event.kind === "no-right") {
      lasting.push(
        `a gateway has no right to ${event.market}: ${event.message}. It gets no more jobs of ${event.market}`,
      );
    } else if (event.kind === "no-quota") {
      const text = `a gateway gives no more of ${event.dataset}: ${textOf(event.error)}. It gets no more jobs of it`;
      // A worker is told the same an hour later.
      if (!lasting.includes(text)) lasting.push(text);
    } else {
      passing.delete(event.client);
      lasting.push(`a client has ended: ${textOf(event.error)}`);
    }
    news();
  };
  let isEnded = false;
  let failure: { readonly error: unknown } | undefined;
  const failWith = (error: unknown) => {
    const wasAborted = options.signal?.aborted && !isOpendError(error, "Aborted");
    failure ??= { error: wasAborted ? abortedError(options.signal) : error };
    stop.abort(error);
  };
  let looking: Promise<void> | undefined;
  const timer =
    look &&
    setInterval(() => {
      looking ??= look()
        .then(news, failWith)
        .finally(() => {
          looking = undefined;
        });
    }, lookEveryMs);
  const ended = workAt({ ...options, signal, tell, isOver: () => isOver() || failure !== undefined })
    .catch(failWith)
    .then(() => {
      isEnded = true;
      news();
    });
  try {
    while (!isEnded) {
      if (!hasNews) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      hasNews = false;
      if (failure === undefined) yield { ...counted, troubles: [...lasting, ...passing.values()] };
    }
    if (failure !== undefined) throw failure.error;
    yield { ...counted, troubles: [...lasting, ...passing.values()] };
  } finally {
    clearInterval(timer);
    stop.abort(new Error("the loop over the progress ended"));
    release();
    await ended;
    await looking;
  }
}
