import { percentile } from "../../sides/harness/percentile.ts";

/** The value in the middle. @throws when there is none */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
