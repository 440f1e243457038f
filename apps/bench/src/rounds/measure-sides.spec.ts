import { describe, expect, it } from "vitest";
import { figureRatio, rateOf, type SideRounds, timeOf, timeRatio } from "./measure-sides.ts";

/** A side whose rounds took so long, in milliseconds, for ten times the work. */
function sideOf(side: string, elapsedMs: readonly number[]): SideRounds {
  const rounds = elapsedMs.map((ms) => ({ elapsedMs: ms, cpuMs: ms, check: 0, figures: { bytes: 2 * ms } }));
  return { side, times: 10, rounds };
}

describe("a ratio", () => {
  // The machine becomes twice as slow: after the second round for one, after the third for the other.
  const all = [sideOf("ours", [1, 1, 2, 2, 2]), sideOf("theirs", [3, 3, 3, 6, 6])];

  it("is the median of those of rounds that followed each other", () => {
    expect(timeRatio(all, "theirs", "ours")).toBeCloseTo(3);
    expect(figureRatio(all, "ours", "theirs", "bytes")).toBeCloseTo(1 / 3);
    expect(all.map(timeOf)).toEqual([
      { side: "ours", value: 200 },
      { side: "theirs", value: 300 },
    ]);
    expect(all.map(rateOf)[0]).toEqual({ side: "ours", value: 5000 });
  });

  it("of a side that there is not is an error", () => {
    expect(() => timeRatio(all, "ours", "nobody")).toThrow("nobody");
  });
});
