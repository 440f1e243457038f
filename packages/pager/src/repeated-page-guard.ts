import { isEqual } from "./is-equal.js";

/** So many equal rows, in the same order, are not there again just because the list moved between two requests. */
const maxRepeatedRows = 10;
/** Rows that are all alike may be what the list has, so it takes more pages of them. */
const maxAlikePages = 100;

/**
 * Notices a gateway that gives the same pages for ever. An offset always grows, so only the rows can tell.
 *
 * Each page is compared with one that is kept; which one, moves on after 1, 2, 4, 8, … pages (Brent's way to find a
 * cycle). So pages that come round again are found however many there are of them, at the cost of one comparison per page,
 * which mostly ends at the first row.
 *
 * Lists move while they are read: a page can come again because as many rows came in before it. With a few rows that
 * happens, with ten in the same order and with the same values it does not. Small pages need several repetitions.
 */
export class RepeatedPageGuard {
  #kept: readonly unknown[] | undefined;
  #pagesUntilNext = 1;
  #period = 1;
  #repeatedRows = 0;
  #alikePages = 0;

  /** Whether the next page of the walk shows that the gateway repeats itself. */
  isRepeated(rows: readonly unknown[]): boolean {
    if (this.#kept === undefined || rows.length === 0 || !isEqual(rows, this.#kept)) return false;
    if (areAlike(rows)) this.#alikePages++;
    else this.#repeatedRows += rows.length;
    return this.#repeatedRows >= maxRepeatedRows || this.#alikePages >= maxAlikePages;
  }

  /** Remembers a page that others follow. Call it before the program gets the rows: it may change them. */
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
