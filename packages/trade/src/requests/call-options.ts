import type { QueryOptions } from "@opend/core";

/** How one query behaves: its timeout, its signal, and its retries. */
export type QueryCallOptions = Pick<QueryOptions, "signal" | "timeoutMs" | "retry" | "waitWhenRateLimited">;

/** The options of one query to the gateway's cache. */
export interface CachedQueryOptions extends QueryCallOptions {
  /**
   * Whether the gateway asks the server again, which counts against the frequency limit (10 in 30 s). Its cache follows
   * the server by itself. Default: false.
   */
  readonly refresh?: boolean | undefined;
}

/** Picks the options that `client.call` takes from those of a method. */
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
