import type { Start } from "../codes/read-codes.js";

/** Where a walk is: the cursor of its next page, and how many rows it may still have. */
interface Place {
  cursor: string | undefined;
  left: number;
  isOver: boolean;
}

/** Where each of many walks is. */
export class WalkPlaces {
  readonly #limit: number;
  readonly #places: Map<string, Place>;

  /** @param limit the most rows of each code that has no limit of its own */
  constructor(starts: readonly Start[], limit: number = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
    this.#places = new Map(starts.map((start) => [start.code, this.#toPlace(start)]));
  }

  /** Takes a page. Returns its rows up to the limit, and whether the walk of the code is over. */
  take<Row>(
    code: string,
    rows: readonly Row[],
    cursor: string | undefined,
  ): { readonly rows: readonly Row[]; readonly isLast: boolean } {
    const place = this.#places.get(code) ?? this.#toPlace({ code });
    this.#places.set(code, place);
    const taken = rows.slice(0, place.left);
    place.left -= taken.length;
    place.cursor = cursor;
    place.isOver ||= cursor === undefined || place.left === 0;
    return { rows: taken, isLast: place.isOver };
  }

  /** Whether the walk of a code has not reached its end. */
  has(code: string): boolean {
    return this.#places.get(code)?.isOver === false;
  }

  /** Ends the walk of a code. */
  drop(code: string): void {
    const place = this.#places.get(code);
    if (place) place.isOver = true;
  }

  /** The walks that have not reached their end, each with the rows that are left of its limit. */
  get rest(): readonly Start[] {
    return [...this.#places].flatMap(([code, { cursor, left, isOver }]) =>
      isOver ? [] : [{ code, ...(cursor !== undefined && { cursor }), ...(Number.isFinite(left) && { limit: left }) }],
    );
  }

  #toPlace({ cursor, limit = this.#limit }: Start): Place {
    return { cursor, left: limit, isOver: false };
  }
}
