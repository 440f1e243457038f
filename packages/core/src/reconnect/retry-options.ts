/** How often a query that failed is sent again. */
export interface RetryOptions {
  /** The maximum number of times that a query is sent, including the first. Default: 5. */
  readonly attempts?: number | undefined;
}

/** Converts `retry: true`, `retry: false` or an object to options. */
export function toRetryOptions(retry: boolean | RetryOptions): RetryOptions {
  if (retry === false) return { attempts: 1 };
  return retry === true ? {} : retry;
}
