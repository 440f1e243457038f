import type { TableColumn } from "@opend/table";
import { cutText, widthOf } from "../base/text-width.js";
import { cellText } from "./cell-text.js";

/** What stands in a line for a value, and how many columns of the terminal it takes. */
export interface Cell {
  readonly text: string;
  readonly width: number;
}

const widestCell = 40;

/** Cuts a text to what a table has room for. */
export function cellOf(text: string): Cell {
  const short = cutText(text, widestCell);
  return { text: short, width: widthOf(short) };
}

const empty: Cell = { text: "", width: 0 };

/** Rows that are drawn together. Each of their values is written and cut once, and only those of columns that are asked for. */
export class TableBlock {
  readonly #rows: readonly object[];
  readonly #cells = new Map<TableColumn, readonly Cell[]>();

  constructor(rows: readonly object[]) {
    this.#rows = rows;
  }

  get count(): number {
    return this.#rows.length;
  }

  /** The cells of a column, one for each row. */
  cells(column: TableColumn): readonly Cell[] {
    let cells = this.#cells.get(column);
    if (cells === undefined) {
      cells = this.#rows.map((row) => {
        const text = cellText(column, row);
        return text === "" ? empty : cellOf(text);
      });
      this.#cells.set(column, cells);
    }
    return cells;
  }

  /** Whether a column has anything to show. */
  uses(column: TableColumn): boolean {
    return this.cells(column).some(({ text }) => text !== "");
  }

  /** The width of the widest cell of a column. */
  width(column: TableColumn): number {
    return this.cells(column).reduce((widest, { width }) => Math.max(widest, width), 0);
  }
}
