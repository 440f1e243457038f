import type { Client, Clock } from "@opend/core";
import type { TerminalStream } from "../base/io.js";
import type { WatchViews } from "./watch-views.js";

/** What `opend watch` needs. */
export interface WatchRun {
  readonly client: Client;
  readonly codes: readonly string[];
  readonly views: WatchViews;
  readonly stdout: TerminalStream;
  readonly stderr: TerminalStream;
  /** Ends the command: Ctrl-C. */
  readonly signal: AbortSignal;
  /** Whether to draw on stdout, which is a terminal. Otherwise it gets lines of JSON. */
  readonly isTerminal: boolean;
  /** Characters per line of the terminal, now. */
  readonly columns: () => number;
  /** Lines of the terminal, now. */
  readonly rows: () => number;
  readonly color: boolean;
  /** The source of time. Default: the machine. */
  readonly clock?: Clock | undefined;
}
