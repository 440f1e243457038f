import type { QueryOptions } from "@opend/core";

/** The options of one query: its time limit, its signal, and whether it is sent again. */
export type QueryCallOptions = Pick<QueryOptions, "signal" | "timeoutMs" | "retry" | "waitWhenRateLimited">;

/** The options of one query to the gateway's cache. */
export interface CachedQueryOptions extends QueryCallOptions {
  /**
   * Whether the gateway asks the server again, which counts against the frequency limit (10 in 30 s). The cache follows
   * the server on its own. Default: false.
   */
  readonly refresh?: boolean | undefined;
}

/** Picks the options of `client.call` from those of a method. */
export function callOptions({ signal, timeoutMs, retry, waitWhenRateLimited }: QueryCallOptions): QueryOptions {
  return { signal, timeoutMs, retry, waitWhenRateLimited };
}

/** The names of these options. */
export const callOptionNames: readonly (keyof QueryCallOptions)[] = [
  "signal",
  "timeoutMs",
  "retry",
  "waitWhenRateLimited",
];
