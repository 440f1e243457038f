import { describe, expect, it } from "vitest";
import { figureRatio, rateOf, type SideRounds, timeOf, timeRatio } from "./measure-sides.ts";

/** A side whose rounds took this many milliseconds to do the work ten times. */
function sideOf(side: string, elapsedMs: readonly number[]): SideRounds {
  const rounds = elapsedMs.map((ms) => ({ elapsedMs: ms, cpuMs: ms, check: 0, figures: { bytes: 2 * ms } }));
  return { side, times: 10, rounds };
}

describe("a ratio", () => {
  // The machine becomes half as fast: after the second round of one side, and after the third of the other.
  const all = [sideOf("ours", [1, 1, 2, 2, 2]), sideOf("theirs", [3, 3, 3, 6, 6])];

  it("is the median of the ratios of rounds that followed each other", () => {
    expect(timeRatio(all, "theirs", "ours")).toBeCloseTo(3);
    expect(figureRatio(all, "ours", "theirs", "bytes")).toBeCloseTo(1 / 3);
    expect(all.map(timeOf)).toEqual([
      { side: "ours", value: 200 },
      { side: "theirs", value: 300 },
    ]);
    expect(all.map(rateOf)[0]).toEqual({ side: "ours", value: 5000 });
  });

  it("of an unknown side is an error", () => {
    expect(() => timeRatio(all, "ours", "nobody")).toThrow("nobody");
  });
});
