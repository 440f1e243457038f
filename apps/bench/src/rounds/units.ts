import type { SideValue } from "../result.ts";

/** Converts from microseconds. */
export function inMilliseconds({ side, value }: SideValue): SideValue {
  return { side, value: value / 1000 };
}

/** Converts from bytes. 1 MB is 1,000,000 bytes. */
export function inMegabytes({ side, value }: SideValue): SideValue {
  return { side, value: value / 1e6 };
}

/** Converts from a ratio. */
export function inPercent(ratio: number): number {
  return ratio * 100;
}
