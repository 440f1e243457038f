import type { SideValue } from "../result.ts";

/** From microseconds. */
export function inMilliseconds({ side, value }: SideValue): SideValue {
  return { side, value: value / 1000 };
}

/** From bytes; 1 MB is 1,000,000 of them. */
export function inMegabytes({ side, value }: SideValue): SideValue {
  return { side, value: value / 1e6 };
}

/** From a ratio. */
export function inPercent(ratio: number): number {
  return ratio * 100;
}
