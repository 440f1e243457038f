import type { Runtime } from "@opend/test-kit/runtimes";
import type { Goal, Measure } from "./result.ts";

/** How much effort a measurement takes. */
export interface Effort {
  /** Rounds of each side. The median counts. */
  readonly rounds: number;
  /** Approximate length of one round. */
  readonly roundMs: number;
  /** Minimum time that each side runs before it is measured. */
  readonly warmUpMs: number;
  /** Share of the full size, for benchmarks that have one. 1 is all of it. */
  readonly size: number;
}

/** The full measurement. */
export const fullEffort: Effort = { rounds: 21, roundMs: 30, warmUpMs: 600, size: 1 };
/** The short measurement that tests use. It notices when a figure is twice as bad, not when it is slightly worse. */
export const shortEffort: Effort = { rounds: 9, roundMs: 15, warmUpMs: 200, size: 0.05 };

/** The findings on one runtime. */
export interface Findings {
  readonly measures: readonly Measure[];
  readonly goals: readonly Goal[];
}

/** One row of the table. */
export interface Benchmark {
  /** The argument that makes `pnpm bench` run only this benchmark. */
  readonly name: string;
  /** What it measures, in a few words. */
  readonly title: string;
  /** How it measures: what each side does. Markdown. */
  readonly about: string;
  /** What helped, what did not, and what the limit is. Markdown. Required when a goal is missed. */
  readonly tried?: string;
  /** True: runs on every runtime. False: runs only on the machine's own Node. */
  readonly onEveryRuntime: boolean;
  measure(runtime: Runtime, effort: Effort): Promise<Findings>;
}
