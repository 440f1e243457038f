import { Readable, Writable } from "node:stream";
import type { Clock } from "@opend/core";
import { Interrupt } from "../base/interrupt.js";
import type { Io, TerminalStream } from "../base/io.js";
import { runProgram } from "../program/run-program.js";

/** How to run the command in a spec. */
export interface RunOptions {
  /** Characters per line. Absent: stdout and stderr are pipes. */
  readonly columns?: number;
  /** Characters per line of stdout, if only that is a terminal. */
  readonly stdoutColumns?: number;
  readonly stdin?: string;
  /** What a person types, with the keys of a terminal. In place of `stdin`. */
  readonly keyboard?: Readable;
  readonly env?: Readonly<Record<string, string>>;
  readonly interrupt?: Interrupt;
  readonly clock?: Clock;
  /** Called with what goes to stdout. */
  readonly onStdout?: (text: string) => void;
  /** Called with what goes to stderr. */
  readonly onStderr?: (text: string) => void;
}

/**
 * Runs a command line in this process. `bytes` is stdout as it was written, and `output` is stdout and stderr in the order
 * in which they were written.
 */
export async function runOpend(args: readonly string[], options: RunOptions = {}) {
  const {
    columns,
    stdoutColumns = columns,
    stdin = "",
    keyboard,
    env = {},
    interrupt = new Interrupt(),
    clock,
    onStdout,
    onStderr,
  } = options;
  let output = "";
  const add = (text: string) => {
    output += text;
  };
  const stdout = capture(stdoutColumns, (text) => {
    add(text);
    onStdout?.(text);
  });
  const stderr = capture(columns, (text) => {
    add(text);
    onStderr?.(text);
  });
  const io: Io = {
    stdin: keyboard ? Object.assign(keyboard, { isTTY: true }) : Readable.from([Buffer.from(stdin)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env,
    clock,
  };
  const code = await runProgram(args, io, interrupt);
  return { code, stdout: stdout.text(), bytes: stdout.bytes(), stderr: stderr.text(), output };
}

function capture(columns: number | undefined, onText: (text: string) => void = () => {}) {
  const chunks: Buffer[] = [];
  const stream: TerminalStream = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk);
      onText(chunk.toString());
      done();
    },
  });
  if (columns !== undefined) Object.assign(stream, { isTTY: true, columns, rows: 40 });
  const bytes = () => Buffer.concat(chunks);
  return { stream, bytes, text: () => bytes().toString() };
}
