import { Readable, Writable } from "node:stream";
import { Interrupt } from "../base/interrupt.js";
import type { Io, TerminalStream } from "../base/io.js";
import { runProgram } from "../program/run-program.js";

/** How to run the command in a spec. */
export interface RunOptions {
  /** Characters per line. Absent: stdout and stderr are pipes. */
  readonly columns?: number;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly interrupt?: Interrupt;
  /** Called with what goes to stderr. */
  readonly onStderr?: (text: string) => void;
}

/** Runs a command line in this process. */
export async function runOpend(args: readonly string[], options: RunOptions = {}) {
  const { columns, stdin = "", env = {}, interrupt = new Interrupt(), onStderr } = options;
  const stdout = capture(columns);
  const stderr = capture(columns, onStderr);
  const io: Io = { stdin: Readable.from([Buffer.from(stdin)]), stdout: stdout.stream, stderr: stderr.stream, env };
  const code = await runProgram(args, io, interrupt);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
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
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
