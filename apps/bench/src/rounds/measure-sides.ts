import type { Runtime } from "@opend/test-kit/runtimes";
import type { Round } from "../../sides/harness/serve-rounds.ts";
import type { Effort } from "../benchmark.ts";
import type { SideValue } from "../result.ts";
import { median } from "./median.ts";
import { requireSameWork, type SideCheck } from "./require-same-work.ts";
import { type SideProcess, type SideProgram, startSide } from "./start-side.ts";

/** One side: its display name and its program. */
export interface Side extends SideProgram {
  readonly side: string;
  /** Whether its result must equal the first side's. Default: true. False only for sides that do less work. */
  readonly isChecked?: boolean;
}

/** The rounds of one side. */
export interface SideRounds {
  readonly side: string;
  /** How often each round did the work. */
  readonly times: number;
  readonly rounds: readonly Round[];
}

/**
 * Measures sides against each other. Each runs in a process of its own and warms up first. Then the sides take turns, one
 * round each, so a machine that slows down slows down all of them.
 *
 * @throws when the results of the sides differ
 */
export async function measureSides(runtime: Runtime, effort: Effort, sides: readonly Side[]): Promise<SideRounds[]> {
  await using stack = new AsyncDisposableStack();
  const runners: {
    readonly side: Side;
    readonly process: SideProcess;
    readonly times: number;
    readonly rounds: Round[];
  }[] = [];
  for (const side of sides) {
    const process = stack.use(await startSide(runtime, side));
    const times = await warmUp(process, effort);
    runners.push({ side, process, times, rounds: [] });
  }
  await checkSides(runners);
  for (let n = 0; n < effort.rounds; n++) {
    for (const { process, times, rounds } of runners) rounds.push(await process.run(times));
  }
  return runners.map(({ side: { side }, times, rounds }) => ({ side, times, rounds }));
}

/** Warms a side up, and finds out how often the work fits into a round. */
async function warmUp(process: SideProcess, { roundMs, warmUpMs }: Effort): Promise<number> {
  let times = 1;
  for (let spentMs = 0; spentMs < warmUpMs; ) {
    const { elapsedMs } = await process.run(times);
    spentMs += elapsedMs;
    const wanted = Math.round((times * roundMs) / Math.max(elapsedMs, 0.01));
    times = Math.max(1, Math.min(wanted, 4 * times));
  }
  return times;
}

async function checkSides(runners: readonly { readonly side: Side; readonly process: SideProcess }[]): Promise<void> {
  const checks: SideCheck[] = [];
  for (const { side, process } of runners) {
    const { check } = await process.run(1);
    if (side.isChecked !== false) checks.push({ side: side.side, check });
  }
  requireSameWork(checks);
}

/** Median time to do the work once, in microseconds. */
export function timeOf({ side, times, rounds }: SideRounds): SideValue {
  return { side, value: median(rounds.map(({ elapsedMs }) => (elapsedMs * 1000) / times)) };
}

/** Median processor time to do the work once, in microseconds. */
export function cpuOf({ side, times, rounds }: SideRounds): SideValue {
  return { side, value: median(rounds.map(({ cpuMs }) => (cpuMs * 1000) / times)) };
}

/** How often the side did the work each second, by the median. */
export function rateOf(rounds: SideRounds): SideValue {
  return { side: rounds.side, value: 1e6 / timeOf(rounds).value };
}

/** Median of another measurement of a side. */
export function figureOf({ side, rounds }: SideRounds, name: string): SideValue {
  return { side, value: median(rounds.map(({ figures }) => figures?.[name] ?? Number.NaN)) };
}

/**
 * How many times as long one side takes as another. The two run their rounds one after the other, and this is the median of
 * the ratios of all these pairs. Machines get slower and faster within seconds, so the medians of each side alone may come
 * from different moments.
 */
export function timeRatio(all: readonly SideRounds[], side: string, other: string): number {
  return ratioOf(all, side, other, ({ elapsedMs }, times) => elapsedMs / times);
}

/** The same for another measurement of the sides. */
export function figureRatio(all: readonly SideRounds[], side: string, other: string, name: string): number {
  return ratioOf(all, side, other, ({ figures }) => figures?.[name] ?? Number.NaN);
}

function ratioOf(
  all: readonly SideRounds[],
  side: string,
  other: string,
  read: (round: Round, times: number) => number,
): number {
  const valuesOf = (name: string) => {
    const found = all.find((one) => one.side === name);
    if (found === undefined) throw new Error(`no side is named ${name}`);
    return found.rounds.map((round) => read(round, found.times));
  };
  const others = valuesOf(other);
  return median(valuesOf(side).map((value, round) => value / (others[round] ?? Number.NaN)));
}
