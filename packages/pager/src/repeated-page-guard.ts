import { isEqual } from "./is-equal.js";

/** This many equal rows in the same order do not come again merely because the list moved between two requests. */
const maxRepeatedRows = 10;
/** A list may really consist of identical rows, so more such pages are needed. */
const maxAlikePages = 100;

/**
 * Detects a gateway that returns the same pages forever. An offset always grows, so only the rows reveal this.
 *
 * Each page is compared with one stored page, which is replaced after 1, 2, 4, 8, … pages (Brent's cycle detection).
 * This detects cycles of any length at the cost of one comparison per page, which usually ends at the first row.
 *
 * Lists move while they are read: a page can come again because as many rows were inserted before it. That happens with
 * a few rows, but not with ten in the same order and with the same values. Small pages therefore need several
 * repetitions.
 */
export class RepeatedPageGuard {
  #kept: readonly unknown[] | undefined;
  #pagesUntilNext = 1;
  #period = 1;
  #repeatedRows = 0;
  #alikePages = 0;

  /** Returns whether the next page of the walk shows that the gateway repeats itself. */
  isRepeated(rows: readonly unknown[]): boolean {
    if (this.#kept === undefined || rows.length === 0 || !isEqual(rows, this.#kept)) return false;
    if (areAlike(rows)) this.#alikePages++;
    else this.#repeatedRows += rows.length;
    return this.#repeatedRows >= maxRepeatedRows || this.#alikePages >= maxAlikePages;
  }

  /**
   * Stores a page that others follow. Call it before the program gets the rows, because the program may change them.
   */
  remember(rows: readonly unknown[]): void {
    if (this.#kept !== undefined && --this.#pagesUntilNext > 0) return;
    this.#pagesUntilNext = this.#period;
    this.#period *= 2;
    if (this.#kept !== undefined && isEqual(rows, this.#kept)) return;
    this.#kept = structuredClone(rows);
    this.#repeatedRows = 0;
    this.#alikePages = 0;
  }
}

function areAlike(rows: readonly unknown[]): boolean {
  return rows.every((row) => isEqual(row, rows[0]));
}
