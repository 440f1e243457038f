/** How often a query that failed is sent again. */
export interface RetryOptions {
  /** Times that it is sent at the most, the first one included. Default: 5. */
  readonly attempts?: number | undefined;
}

/** The options that stand for `retry: true`, `retry: false` or themselves. */
export function toRetryOptions(retry: boolean | RetryOptions): RetryOptions {
  if (retry === false) return { attempts: 1 };
  return retry === true ? {} : retry;
}
