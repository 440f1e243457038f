/** The value of one side, in the unit of its measure. */
export interface SideValue {
  /** Such as `opend` or `futu-api`. */
  readonly side: string;
  /** The median of all rounds. */
  readonly value: number;
}

/** One quantity, measured for each side in turn. */
export interface Measure {
  /** Such as `time per page`. */
  readonly title: string;
  /** Such as `µs`. */
  readonly unit: string;
  /** Which values are better. */
  readonly better: "less" | "more";
  /** In display order, ours first. */
  readonly sides: readonly SideValue[];
}

/** A bound for a ratio or another figure. */
export interface Goal {
  /** The meaning of the figure. It follows figure and unit: `as fast as futu-api`. */
  readonly text: string;
  readonly figure: number;
  /** The unit, which follows the figure: `×`, `MiB`. */
  readonly unit: string;
  readonly bound: { readonly atLeast: number } | { readonly atMost: number };
  /** Set if the figure varies too much from run to run to test it. */
  readonly isUnsteady?: true;
}

/** The results on one runtime. */
export interface RunResult {
  /** Such as `Node 20.20.2`. */
  readonly runtime: string;
  readonly measures: readonly Measure[];
  readonly goals: readonly Goal[];
}

/** The result of one benchmark, in the form that `results/` stores. */
export interface BenchmarkResult {
  readonly name: string;
  /** The day of the measurement. */
  readonly date: string;
  /** Such as `Intel Xeon, 2 cores, Linux x64`. */
  readonly machine: string;
  /** The machine's own Node first. */
  readonly runs: readonly RunResult[];
}

/** Whether a goal is met. With a `slack` of 0.5, half of it is enough. */
export function isMet({ figure, bound }: Goal, slack = 1): boolean {
  return "atLeast" in bound ? figure >= bound.atLeast * slack : figure <= bound.atMost / slack;
}
