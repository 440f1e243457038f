import type { Readable, Writable } from "node:stream";
import type { Clock } from "@opend/core";

/** A stream that may be a terminal. */
export interface TerminalStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** What the process gives a command. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: TerminalStream;
  readonly stderr: TerminalStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The source of time for the client. Default: the machine. */
  readonly clock?: Clock | undefined;
}

/** Characters per line of a terminal. 80 where the stream does not say. */
export function columnsOf({ columns }: TerminalStream): number {
  return columns !== undefined && columns > 0 ? columns : 80;
}

/** Whether to color what goes to a stream: on a terminal, unless `NO_COLOR` is set. See https://no-color.org. */
export function hasColor({ isTTY }: TerminalStream, env: Io["env"]): boolean {
  return isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
}
