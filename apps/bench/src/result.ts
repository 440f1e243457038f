/** What one side did, in the unit of its measure. */
export interface SideValue {
  /** Such as `opend` or `futu-api`. */
  readonly side: string;
  /** The median of all rounds. */
  readonly value: number;
}

/** One quantity, measured of each side in turn. */
export interface Measure {
  /** Such as `time per page`. */
  readonly title: string;
  /** Such as `µs`. */
  readonly unit: string;
  /** Which values are good ones. */
  readonly better: "less" | "more";
  /** In the order in which they are shown, ours first. */
  readonly sides: readonly SideValue[];
}

/** What a ratio, or another figure, is held to. */
export interface Goal {
  /** What the figure says, to be read behind figure and unit, such as `as fast as futu-api`. */
  readonly text: string;
  readonly figure: number;
  /** What the figure is in, put behind it: `×`, `MiB`. */
  readonly unit: string;
  readonly bound: { readonly atLeast: number } | { readonly atMost: number };
  /** Set where the figure swings too much from run to run for tests to hold it. */
  readonly isUnsteady?: true;
}

/** What was measured on one runtime. */
export interface RunResult {
  /** Such as `Node 20.20.2`. */
  readonly runtime: string;
  readonly measures: readonly Measure[];
  readonly goals: readonly Goal[];
}

/** What one benchmark has found out, as it is kept in `results/`. */
export interface BenchmarkResult {
  readonly name: string;
  /** The day of the measurement. */
  readonly date: string;
  /** Such as `Intel Xeon, 2 cores, Linux x64`. */
  readonly machine: string;
  /** The machine's own Node first. */
  readonly runs: readonly RunResult[];
}

/** Whether a goal is met. `slack` 0.5 asks for half of it only. */
export function isMet({ figure, bound }: Goal, slack = 1): boolean {
  return "atLeast" in bound ? figure >= bound.atLeast * slack : figure <= bound.atMost / slack;
}
