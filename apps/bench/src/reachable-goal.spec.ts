import { expect, it } from "vitest";
import { reachableGoal } from "./reachable-goal.ts";
import type { Goal } from "./result.ts";

const faster: Goal = { text: "as fast", figure: 2, unit: "×", bound: { atLeast: 3 } };
const smaller: Goal = { text: "gzipped", figure: 40, unit: "kB", bound: { atMost: 25 } };

it("asks for the goal if it was met or never measured", () => {
  expect(reachableGoal(faster, { ...faster, figure: 3.5 })).toEqual(faster);
  expect(reachableGoal(faster, undefined)).toEqual(faster);
});

it("asks for the committed figure if that missed the goal", () => {
  expect(reachableGoal(faster, { ...faster, figure: 1.5 }).bound).toEqual({ atLeast: 1.5 });
  expect(reachableGoal(smaller, { ...smaller, figure: 30 }).bound).toEqual({ atMost: 30 });
});

it("asks for no less than a goal that was lowered later and is now met", () => {
  const lowered: Goal = { ...faster, bound: { atLeast: 1 } };
  expect(reachableGoal(lowered, { ...faster, figure: 1.5 }).bound).toEqual({ atLeast: 1 });
});
