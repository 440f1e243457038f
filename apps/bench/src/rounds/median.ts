import { percentile } from "../../sides/harness/percentile.ts";

/** Returns the middle value. @throws when there are no values */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
