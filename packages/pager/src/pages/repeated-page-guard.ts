import { isEqual } from "./is-equal.js";

/** This many equal rows in the same order do not come back just because the list moved between two requests. */
const maxRepeatedRows = 10;
/** A list may hold rows that are all alike, so those take more pages. */
const maxAlikePages = 100;

/**
 * Detects a gateway that repeats its pages forever. An offset always grows, so only the rows can tell.
 *
 * It keeps one page and compares each later one with it. After 1, 2, 4, 8, … pages it keeps the newest instead (Brent's
 * cycle detection). So it finds cycles of any length at the cost of one comparison per page, which mostly ends at the
 * first row.
 *
 * Lists move while they are read: a page can come back because as many rows were inserted before it. That happens with
 * a few rows. It does not happen with ten in the same order and with the same values. Small pages need several
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

  /** Remembers a page that others follow. Call it before the program gets the rows, which it may change. */
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
