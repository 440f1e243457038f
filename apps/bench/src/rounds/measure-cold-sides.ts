import type { Runtime } from "@opend/test-programs/runtimes";
import type { Round } from "../../sides/harness/serve-rounds.ts";
import type { Side, SideRounds } from "./measure-sides.ts";
import { requireSameWork } from "./require-same-work.ts";
import { startSide } from "./start-side.ts";

/**
 * Measures sides of which every round is a process of its own: a round of each in turn, and nothing is warmed up.
 *
 * @param times how often the work is done in each round
 * @throws when sides disagree about what the work comes to
 */
export async function measureColdSides(
  runtime: Runtime,
  rounds: number,
  sides: readonly Side[],
  times = 1,
): Promise<SideRounds[]> {
  const measured = sides.map((side) => ({ side: side.side, program: side, times, rounds: [] as Round[] }));
  for (let n = 0; n < rounds; n++) {
    for (const { program, rounds: taken } of measured) {
      await using process = startSide(runtime, program);
      await process.next();
      taken.push(await process.run(times));
    }
  }
  requireSameWork(measured.flatMap(({ side, rounds: taken }) => taken.map(({ check }) => ({ side, check }))));
  return measured;
}
