/** Where a pager stood when it failed. */
export interface PagerPosition {
  /** Resumes at the page that was not delivered: pass it as `from`. Undefined: start from the beginning. */
  readonly cursor: string | undefined;
  /** Pages delivered before. */
  readonly pagesFetched: number;
  /** Rows on those pages. */
  readonly rowsFetched: number;
}
