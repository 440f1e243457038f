import type { TableColumn } from "@opend/table";
import { widthOf } from "../base/text-width.js";
import { isNumeric } from "./cell-text.js";
import type { Sink } from "./sink.js";
import { type Cell, cellOf, TableBlock } from "./table-block.js";

/** How a table is drawn. */
export interface TerminalTableOptions {
  readonly columns: readonly TableColumn[];
  /** The columns to keep when there is no room for all, most important first. */
  readonly important?: readonly string[] | undefined;
  /** Characters per line. */
  readonly width: () => number;
  /** Whether to set off the heads. */
  readonly color: boolean;
  readonly print: (text: string) => Promise<void>;
  /** Says what was left out. */
  readonly note: (line: string) => void;
}

const gap = "  ";

/** The table begins with so many rows, or with those that came within this time, so that its columns fit most rows. */
const enoughRows = 20;
const patienceMs = 500;

/** So many rows are drawn at once, however many come: a market has more than a table should hold as text. */
const rowsPerBlock = 1000;

/**
 * Prints rows in aligned columns as they arrive. The first rows decide which columns there are, how wide they are, and which
 * of them fit into a line. A later row that needs more room gets it. If the line cannot hold it, or the row has a value for
 * another column, the heads are printed again, over the columns that it takes.
 */
export class TerminalTable implements Sink {
  readonly #options: TerminalTableOptions;
  #shown: readonly TableColumn[] | undefined;
  #widths: ReadonlyMap<TableColumn, number> = new Map();
  #hidden = "";
  #held: object[] = [];
  #heldSinceMs: number | undefined;

  constructor(options: TerminalTableOptions) {
    this.#options = options;
  }

  async write(rows: readonly object[]): Promise<void> {
    for (let start = 0; start < rows.length; start += rowsPerBlock) {
      await this.#take(rows.slice(start, start + rowsPerBlock));
    }
  }

  async finish(): Promise<void> {
    await this.#drawHeld();
    if (this.#shown === undefined) this.#options.note("There are no rows.");
  }

  async discard(): Promise<void> {}

  async #take(rows: readonly object[]): Promise<void> {
    this.#held.push(...rows);
    this.#heldSinceMs ??= performance.now();
    const isPatient = this.#held.length < enoughRows && performance.now() - this.#heldSinceMs < patienceMs;
    if (this.#shown === undefined && isPatient) return;
    await this.#drawHeld();
  }

  async #drawHeld(): Promise<void> {
    if (this.#held.length === 0) return;
    const block = new TableBlock(this.#held);
    this.#held = [];
    const lines: string[] = [];
    const shown = this.#shown && this.#hasRoom(this.#shown, block) ? this.#shown : this.#begin(block, lines);
    const cells = shown.map((column) => block.cells(column));
    for (let row = 0; row < block.count; row++) lines.push(this.#line(shown, (index) => cells[index]?.[row]));
    await this.#options.print(`${lines.join("\n")}\n`);
  }

  #begin(block: TableBlock, lines: string[]): readonly TableColumn[] {
    const { columns, important = [], note, color } = this.#options;
    const used = columns.filter((column) => this.#widths.has(column) || block.uses(column));
    const widths = new Map(used.map((column) => [column, this.#neededWidth(column, block)]));
    const shown = chooseColumns(used, widths, important, this.#options.width());
    const hidden = used.filter((column) => !shown.includes(column));
    const names = hidden.map(({ name }) => name);
    if (names.length > 0 && names.join() !== this.#hidden) {
      const some = names.length > 6 ? `${names.slice(0, 6).join(", ")}, …` : names.join(", ");
      const count = hidden.length === 1 ? "1 column does" : `${hidden.length} columns do`;
      note(`${count} not fit: ${some}. Choose with --columns, or use --format or --out.`);
    }
    this.#hidden = names.join();
    this.#shown = shown;
    this.#widths = widths;
    const cells = shown.map(({ name }) => cellOf(name));
    const heads = this.#line(shown, (index) => cells[index]);
    lines.push(color ? `\u001B[1m${heads}\u001B[22m` : heads);
    return shown;
  }

  /** The width of a column that its head, these rows and those before fit into. */
  #neededWidth(column: TableColumn, block: TableBlock): number {
    return Math.max(widthOf(column.name), block.width(column), this.#widths.get(column) ?? 0);
  }

  /** Whether these rows need no other columns, and lines as wide as they need them fit into the terminal. */
  #hasRoom(shown: readonly TableColumn[], block: TableBlock): boolean {
    if (this.#options.columns.some((column) => !this.#widths.has(column) && block.uses(column))) return false;
    const room = this.#options.width();
    if (room === Number.POSITIVE_INFINITY || shown.length === 1) return true;
    const widths = shown.map((column) => this.#neededWidth(column, block));
    return widths.reduce((sum, width) => sum + width, 0) + gap.length * (shown.length - 1) <= room;
  }

  #line(columns: readonly TableColumn[], cellAt: (index: number) => Cell | undefined): string {
    const padded = columns.map((column, index) => {
      const { text, width } = cellAt(index) ?? { text: "", width: 0 };
      const spaces = " ".repeat(Math.max(0, (this.#widths.get(column) ?? 0) - width));
      return isNumeric(column) ? spaces + text : text + spaces;
    });
    return padded.join(gap).trimEnd();
  }
}

/** Takes columns as long as there is room, the important ones first, and keeps their order. */
function chooseColumns(
  columns: readonly TableColumn[],
  widths: ReadonlyMap<TableColumn, number>,
  important: readonly string[],
  room: number,
): readonly TableColumn[] {
  const rank = ({ name }: TableColumn) => (important.includes(name) ? important.indexOf(name) : important.length);
  const chosen = new Set<TableColumn>();
  let left = room + gap.length;
  for (const column of columns.toSorted((a, b) => rank(a) - rank(b))) {
    const needed = (widths.get(column) ?? 0) + gap.length;
    if (needed > left && chosen.size > 0) continue;
    chosen.add(column);
    left -= needed;
  }
  return columns.filter((column) => chosen.has(column));
}
