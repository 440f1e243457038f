import type { PushOptions } from "@opend/core";
import { checkOptions, createError } from "@opend/core/internal";

/**
 * What watches take: the options of `client.pushes`, with other defaults. `policy` is `conflate` for quotes, order books
 * and candles, so a slow loop gets the newest of each code. It is `error` for trades, so a slow loop never misses one
 * without knowing. `bufferSize` is 1,000 or room for two updates of each code, and 50,000 for trades.
 */
export type WatchOptions = PushOptions;

const names = ["bufferSize", "policy", "onFailure", "onSlowConsumer", "onRefused", "signal"];
const leastRoom = 1000;
const roomForTrades = 50_000;

/** The codes of a watch and its options, as `client.pushes` takes them. */
export interface WatchedCodes extends PushOptions {
  readonly codes: string | readonly string[];
}

/** Checks the options of a watch and fills in its defaults. @throws `InvalidOption` for an option that it does not have */
export function toPushOptions(
  who: string,
  codes: string | readonly string[],
  options: WatchOptions,
  { keepsAll = false, others = [] }: { readonly keepsAll?: boolean; readonly others?: readonly string[] } = {},
): WatchedCodes {
  checkOptions(who, options, [...names, ...others]);
  const { onFailure, onSlowConsumer, onRefused, signal } = options;
  const room = keepsAll ? roomForTrades : Math.max(leastRoom, 2 * (Array.isArray(codes) ? codes.length : 1));
  const { bufferSize = room, policy = keepsAll ? "error" : "conflate" } = options;
  return { codes, bufferSize, policy, onFailure, onSlowConsumer, onRefused, signal };
}

/** @throws `InvalidOption` for an option that is for the securities of one market, when a code is of another */
export function refuseOtherMarkets(option: string, codes: string | readonly string[], market: "HK" | "US"): void {
  const other = [codes].flat().find((code) => !code.toUpperCase().startsWith(`${market}.`));
  if (other === undefined) return;
  throw createError("InvalidOption", `${option} is for ${market} securities, not for ${other}`, { option });
}
