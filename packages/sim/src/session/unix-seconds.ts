import type { Clock } from "@opend/core";

/** A clock's time in whole seconds. */
export function unixSeconds(clock: Clock): bigint {
  return BigInt(Math.floor(clock.nowMs() / 1000));
}
