import type { Start } from "../codes/read-codes.js";

/** Where each of many walks is: the cursor of its next page, and how many rows of it there are. */
export class WalkPlaces {
  readonly #limit: number;
  readonly #places = new Map<string, { cursor: string | undefined; rows: number }>();

  /** @param limit the most rows of each code */
  constructor(starts: readonly Start[], limit: number | undefined) {
    this.#limit = limit ?? Number.POSITIVE_INFINITY;
    for (const { code, cursor } of starts) this.#places.set(code, { cursor, rows: 0 });
  }

  /** Takes a page. Returns its rows up to the limit, and whether the walk of the code is over. */
  take<Row>(
    code: string,
    rows: readonly Row[],
    cursor: string | undefined,
  ): { readonly rows: readonly Row[]; readonly isLast: boolean } {
    const place = this.#places.get(code) ?? { cursor, rows: 0 };
    const taken = rows.slice(0, this.#limit - place.rows);
    place.rows += taken.length;
    place.cursor = cursor;
    const isLast = cursor === undefined || place.rows >= this.#limit;
    if (isLast) this.#places.delete(code);
    return { rows: taken, isLast };
  }

  /** Whether the walk of a code has not reached its end. */
  has(code: string): boolean {
    return this.#places.has(code);
  }

  /** Ends the walk of a code. */
  drop(code: string): void {
    this.#places.delete(code);
  }

  /** The walks that have not reached their end. */
  get rest(): readonly Start[] {
    return [...this.#places].map(([code, { cursor }]) => (cursor === undefined ? { code } : { code, cursor }));
  }

  /** The most rows that a walk may still have. Undefined: no limit. */
  limitOf(code: string): number | undefined {
    return this.#limit === Number.POSITIVE_INFINITY ? undefined : this.#limit - (this.#places.get(code)?.rows ?? 0);
  }
}
