import { cleanText } from "@opend/core/internal";
import { cutText, fitText, widthOf } from "../../base/text-width.js";
import type { Line, Span, Style } from "./spans.js";

/** A cell of a table. */
export interface Cell {
  readonly text: string;
  readonly style?: Style | undefined;
}

/** A column of a table. */
export interface TableColumn<Row> {
  readonly head: string;
  readonly align: "left" | "right";
  /** Columns with a lower rank stay when there is no room for all. */
  readonly rank: number;
  /** The most columns of the terminal that it takes. */
  readonly widest?: number;
  readonly cell: (row: Row) => Cell;
}

const gap = "  ";

/**
 * Lays rows out in aligned columns, as many as fit into a line. Columns that have nothing are left out.
 *
 * @param widths the widths of an earlier time by head. Columns get no narrower, so that nothing jumps
 */
export function layTable<Row>(
  rows: readonly Row[],
  all: readonly TableColumn<Row>[],
  columns: number,
  widths: Map<string, number>,
): Line[] {
  const cells = new Map(all.map((column) => [column, rows.map((row) => cleanCell(column.cell(row)))]));
  const used = all.filter((column) => cells.get(column)?.some(({ text }) => text !== ""));
  for (const column of used) {
    const { head, widest = columns } = column;
    const needed = (cells.get(column) ?? []).map(({ text }) => Math.min(widest, widthOf(text)));
    widths.set(head, Math.max(widthOf(head), widths.get(head) ?? 0, ...needed));
  }
  const shown = choose(used, widths, columns);
  const lineOf = (at: (column: TableColumn<Row>) => Cell): Span[] =>
    shown.flatMap((column, index) => {
      const { text, style } = at(column);
      const padded = fitText(text, widths.get(column.head) ?? 0, column.align);
      return [...(index > 0 ? [{ text: gap }] : []), { text: padded, style }];
    });
  const heads = lineOf(({ head }) => ({ text: head, style: "faint" }));
  return [heads, ...rows.map((_, index) => lineOf((column) => cells.get(column)?.[index] ?? { text: "" }))];
}

/** What the gateway sends may not move the cursor. */
function cleanCell({ text, style }: Cell): Cell {
  return { text: cleanText(text), style };
}

function choose<Row>(
  all: readonly TableColumn<Row>[],
  widths: ReadonlyMap<string, number>,
  columns: number,
): readonly TableColumn<Row>[] {
  const chosen = new Set<TableColumn<Row>>();
  let left = columns + gap.length;
  for (const column of all.toSorted((a, b) => a.rank - b.rank)) {
    const needed = (widths.get(column.head) ?? 0) + gap.length;
    if (needed > left && chosen.size > 0) continue;
    chosen.add(column);
    left -= needed;
  }
  return all.filter((column) => chosen.has(column));
}

/** A line that may be too long: its end is cut off. */
export function plainLine(text: string, columns: number, style?: Style): Line {
  return [{ text: cutText(cleanText(text), columns), style }];
}
