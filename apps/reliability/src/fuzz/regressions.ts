/** An input that a target once failed on. */
export interface Regression {
  /** The name of the target. */
  readonly target: string;
  /** What went wrong. */
  readonly about: string;
  /** The bytes in hex. */
  readonly bytes: string;
  readonly salt: number;
}

/** Every input that ever failed. Each is tried again with every run. */
export const regressions: readonly Regression[] = [];
