/** The position of a pager when it failed. */
export interface PagerPosition {
  /** Resumes at the page that was not delivered: pass it as `from`. Undefined: start from the beginning. */
  readonly cursor: string | undefined;
  /** The number of pages delivered before. */
  readonly pagesFetched: number;
  /** The number of rows on those pages. */
  readonly rowsFetched: number;
}
