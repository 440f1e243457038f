/** An option as it was given on the command line. */
export interface GivenOption {
  /** Its name in code: `codesFile` for `--codes-file`. */
  readonly name: string;
  /** What gives it once more: `--limit` and `120`. */
  readonly words: readonly string[];
  /** Whether every command takes it. */
  readonly isGlobal: boolean;
}
