/** How often to retry a query that failed. */
export interface RetryOptions {
  /** The most attempts, the first one included. Default: 5. */
  readonly attempts?: number | undefined;
}

/** The options that `retry: true`, `retry: false`, or an object of options stands for. */
export function toRetryOptions(retry: boolean | RetryOptions): RetryOptions {
  if (retry === false) return { attempts: 1 };
  return retry === true ? {} : retry;
}
