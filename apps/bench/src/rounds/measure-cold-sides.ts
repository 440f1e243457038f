import type { Runtime } from "@opend/test-kit/runtimes";
import type { Round } from "../../sides/harness/serve-rounds.ts";
import type { Side, SideRounds } from "./measure-sides.ts";
import { requireSameWork, type SideCheck } from "./require-same-work.ts";
import { startSide } from "./start-side.ts";

/**
 * Measures sides without warming them up. Each round is a new process, and the sides take turns.
 *
 * @param rounds rounds of each side
 * @param times how often each round does the work
 * @throws when the results of the sides differ
 */
export async function measureColdSides(
  runtime: Runtime,
  rounds: number,
  sides: readonly Side[],
  times = 1,
): Promise<SideRounds[]> {
  const roundsOf = new Map(sides.map((side) => [side, [] as Round[]]));
  const checks: SideCheck[] = [];
  for (let n = 0; n < rounds; n++) {
    for (const [side, taken] of roundsOf) {
      await using process = await startSide(runtime, side);
      const round = await process.run(times);
      taken.push(round);
      if (side.isChecked !== false) checks.push({ side: side.side, check: round.check });
    }
  }
  requireSameWork(checks);
  return [...roundsOf].map(([{ side }, taken]) => ({ side, times, rounds: taken }));
}
