import { type Goal, isMet } from "./result.ts";

/**
 * Returns what tests may demand of a figure: the goal, or the committed figure if that missed the goal.
 *
 * @param committed the same goal with its last measured figure. Undefined if it was never measured
 */
export function reachableGoal(goal: Goal, committed: Goal | undefined): Goal {
  if (committed === undefined || isMet({ ...goal, figure: committed.figure })) return goal;
  const bound = "atLeast" in goal.bound ? { atLeast: committed.figure } : { atMost: committed.figure };
  return { ...goal, bound };
}
