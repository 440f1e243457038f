import type { Runtime } from "@opend/test-kit/runtimes";
import type { Round } from "../../sides/harness/serve-rounds.ts";
import type { Side, SideRounds } from "./measure-sides.ts";
import { requireSameWork, type SideCheck } from "./require-same-work.ts";
import { startSide } from "./start-side.ts";

/**
 * Measures sides of which every round is a process of its own: a round of each in turn, and nothing is warmed up.
 *
 * @param rounds rounds of each side
 * @param times how often the work is done in each round
 * @throws when sides disagree about what the work comes to
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
