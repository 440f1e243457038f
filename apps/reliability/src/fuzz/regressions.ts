/** An input on which a target once failed. */
export interface Regression {
  /** The name of the target. */
  readonly target: string;
  /** What went wrong. */
  readonly about: string;
  /** The bytes in hex. */
  readonly bytes: string;
  readonly salt: number;
}

/** Every input that ever failed. Each run tries them all again. */
export const regressions: readonly Regression[] = [];
