import type { ArchiveErrorOf } from "../base/archive-error.js";
import type { Dataset, DatasetRow } from "../datasets/dataset.js";

/** What a database cannot hold of a list: the first value of each column, and how many there are. */
export class LeftOut {
  readonly #dataset: Dataset;
  readonly #found = new Map<string, { readonly text: string; count: number }>();

  constructor(dataset: Dataset) {
    this.#dataset = dataset;
  }

  add(row: DatasetRow, { column, message }: ArchiveErrorOf<"RowDoesNotFit">, what: "the row" | "the field"): void {
    const found = this.#found.get(column);
    if (found !== undefined) {
      found.count++;
      return;
    }
    const place = this.#dataset.key.map((name) => String(row[name])).join(" ");
    this.#found.set(column, { text: `${message}. In ${place}, ${what} is left out`, count: 1 });
  }

  /** A line for each column. */
  lines(): string[] {
    return [...this.#found.values()].map(({ text, count }) =>
      count === 1 ? text : `${text}, as in ${count - 1} more`,
    );
  }
}
