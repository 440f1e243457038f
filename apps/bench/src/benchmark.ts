import type { Runtime } from "@opend/test-kit/runtimes";
import type { Goal, Measure } from "./result.ts";

/** How long it is measured. */
export interface Effort {
  /** Rounds of each side, of which the median counts. */
  readonly rounds: number;
  /** How long one round takes, about. */
  readonly roundMs: number;
  /** How long each side runs before it is measured, at least. */
  readonly warmUpMs: number;
  /** How much of the full size is measured, where a benchmark has one: 1 is all. */
  readonly size: number;
}

/** The full measurement. */
export const fullEffort: Effort = { rounds: 21, roundMs: 30, warmUpMs: 600, size: 1 };
/** The short one of the tests: it finds what has become twice as bad, not what has become a little slower. */
export const shortEffort: Effort = { rounds: 9, roundMs: 15, warmUpMs: 200, size: 0.05 };

/** What was found out on one runtime. */
export interface Findings {
  readonly measures: readonly Measure[];
  readonly goals: readonly Goal[];
}

/** One row of the table. */
export interface Benchmark {
  /** What `pnpm bench` is told to run only this one. */
  readonly name: string;
  /** What is measured, in a few words. */
  readonly title: string;
  /** How it is measured: what each side does. Markdown. */
  readonly about: string;
  /** What was done for the figures, what did not help, and what the limit is. Markdown; needed where a goal is not met. */
  readonly tried?: string;
  /** Whether it is run on every runtime, or on the machine's own Node only. */
  readonly onEveryRuntime: boolean;
  measure(runtime: Runtime, effort: Effort): Promise<Findings>;
}
