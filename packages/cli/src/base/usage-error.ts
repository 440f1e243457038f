/** The command line is wrong. Ends the command with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
