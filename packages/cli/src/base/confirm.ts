import { createInterface } from "node:readline/promises";
import type { Context } from "./context.js";
import { UsageError } from "./usage-error.js";

/**
 * Asks the user to type a word before something is done that cannot be undone.
 *
 * @throws `UsageError` where nobody can type, and for any other answer
 */
export async function confirm({ io, screen, interrupt }: Context, what: string, word: string): Promise<void> {
  if (!io.stdin.isTTY) throw new UsageError(`${what} Add --yes to confirm, since nobody can type here`);
  screen.note(what);
  const lines = createInterface({ input: io.stdin, output: io.stderr });
  try {
    const answer = await lines.question(`Type ${word} to go on: `, { signal: interrupt.signal });
    if (answer.trim() !== word) throw new UsageError("not confirmed: nothing was done");
  } finally {
    lines.close();
  }
}
