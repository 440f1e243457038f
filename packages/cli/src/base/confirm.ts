import { createInterface, type Interface } from "node:readline/promises";
import { finished, type Readable } from "node:stream";
import type { Context } from "./context.js";
import { UsageError } from "./usage-error.js";

/**
 * Asks the user to type a word before something is done that cannot be undone.
 *
 * @throws `UsageError` where nobody can type, for any other answer, at the end of the input, and when the user asks for the
 * end of the command
 */
export async function confirm({ io, screen, interrupt }: Context, what: string, word: string): Promise<void> {
  if (!io.stdin.isTTY) throw new UsageError(`${what} Add --yes to confirm, since nobody can type here`);
  screen.note(what);
  const lines = createInterface({ input: io.stdin, output: io.stderr });
  // While a line is read, the terminal gives Ctrl-C to the reader, and not to the process.
  lines.once("SIGINT", () => interrupt.take("SIGINT"));
  try {
    const answer = await ask(lines, io.stdin, `Type ${word} to go on: `, interrupt.signal);
    // What is said next begins its own line.
    if (answer === undefined) io.stderr.write("\n");
    if (answer?.trim() !== word) throw new UsageError("not confirmed: nothing was done");
  } finally {
    lines.close();
  }
}

/** Reads a line. Undefined: the input or the command ended before. Then `question` may stay without an answer for ever. */
async function ask(lines: Interface, input: Readable, text: string, signal: AbortSignal): Promise<string | undefined> {
  let forget = () => {};
  const answer = new Promise<string | undefined>((resolve) => {
    const end = () => resolve(undefined);
    lines.once("close", end);
    forget = finished(input, { writable: false }, end);
    lines.question(text, { signal }).then(resolve, end);
  });
  return await answer.finally(forget);
}
