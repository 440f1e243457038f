import { exitCodes } from "./exit-codes.js";

/** The signals that ask a command to end. */
export type EndSignal = "SIGINT" | "SIGTERM";

/** One Ctrl-C may arrive twice, from the terminal and from npm. */
const sameKeyPressMs = 500;

/**
 * How the user asks a command to end. Ctrl-C stops it at once, unless it is {@link untilDone}: then the first Ctrl-C lets
 * it finish the page, and the second one stops it. One more ends the process.
 */
export class Interrupt {
  readonly #stop = new AbortController();
  readonly #now: () => number;
  readonly #asked: Promise<void>;
  #tell: () => void = () => {};
  #exitCode: number | undefined;
  #askedMs = 0;
  #isPatient = false;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#asked = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  /** Resolves when the user asks for the end. */
  get asked(): Promise<void> {
    return this.#asked;
  }

  /** Whether the command should end after the current page. */
  get isAsked(): boolean {
    return this.#exitCode !== undefined;
  }

  /** The exit code of the signal that came first. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  /** Fires when the command should stop at once. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Runs a part of a command that has something to finish. */
  async untilDone<T>(part: () => Promise<T>): Promise<T> {
    this.#isPatient = true;
    try {
      return await part();
    } finally {
      this.#isPatient = false;
    }
  }

  /** Takes a signal. @returns whether the process should end here and now */
  take(signal: EndSignal): boolean {
    const nowMs = this.#now();
    if (this.#exitCode === undefined) {
      this.#exitCode = signal === "SIGINT" ? exitCodes.interrupted : exitCodes.terminated;
      this.#askedMs = nowMs;
      this.#tell();
      if (signal === "SIGTERM" || !this.#isPatient) this.stop();
      return false;
    }
    if (nowMs - this.#askedMs < sameKeyPressMs) return false;
    this.#askedMs = nowMs;
    if (this.#stop.signal.aborted) return true;
    this.stop();
    return false;
  }

  /** Stops at once. */
  stop(): void {
    this.#stop.abort(new Error("interrupted"));
  }
}
