import { type Goal, isMet } from "./result.ts";

/**
 * What can be asked of a figure: the goal, or what was reached where that is less.
 *
 * @param committed the same goal as it was measured last; undefined where it was not
 */
export function reachableGoal(goal: Goal, committed: Goal | undefined): Goal {
  if (committed === undefined || isMet({ ...goal, figure: committed.figure })) return goal;
  const bound = "atLeast" in goal.bound ? { atLeast: committed.figure } : { atMost: committed.figure };
  return { ...goal, bound };
}
