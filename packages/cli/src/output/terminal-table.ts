import type { TableColumn } from "@opend/table";
import stringWidth from "string-width";
import { cellText, isNumeric } from "./cell-text.js";
import type { Sink } from "./sink.js";

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
const widestCell = 40;

/** The table begins with so many rows, or with those that came within this time, so that its columns fit most rows. */
const enoughRows = 20;
const patienceMs = 500;

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
  readonly #held: object[] = [];
  #heldSinceMs: number | undefined;

  constructor(options: TerminalTableOptions) {
    this.#options = options;
  }

  async write(rows: readonly object[]): Promise<void> {
    this.#held.push(...rows);
    if (this.#held.length === 0) return;
    this.#heldSinceMs ??= performance.now();
    const isPatient = this.#held.length < enoughRows && performance.now() - this.#heldSinceMs < patienceMs;
    if (this.#shown === undefined && isPatient) return;
    await this.#draw(this.#held.splice(0));
  }

  async finish(): Promise<void> {
    if (this.#held.length > 0) await this.#draw(this.#held.splice(0));
    if (this.#shown === undefined) this.#options.note("There are no rows.");
  }

  async discard(): Promise<void> {}

  async #draw(rows: readonly object[]): Promise<void> {
    const lines: string[] = [];
    const shown = this.#shown && this.#hasRoom(this.#shown, rows) ? this.#shown : this.#begin(rows, lines);
    for (const row of rows) {
      const cells = shown.map((column) => cellText(column, row));
      lines.push(this.#line(shown, cells));
    }
    await this.#options.print(`${lines.join("\n")}\n`);
  }

  #begin(rows: readonly object[], lines: string[]): readonly TableColumn[] {
    const { columns, important = [], note, color } = this.#options;
    const used = columns.filter((column) => this.#widths.has(column) || isUsed(column, rows));
    const widths = new Map(used.map((column) => [column, Math.max(widthOf(column, rows), this.#widthOf(column))]));
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
    const heads = this.#line(
      shown,
      shown.map(({ name }) => name),
    );
    lines.push(color ? `\u001B[1m${heads}\u001B[22m` : heads);
    return shown;
  }

  #widthOf(column: TableColumn): number {
    return this.#widths.get(column) ?? 0;
  }

  /** Whether these rows need no other columns, and lines as wide as they need them fit into the terminal. */
  #hasRoom(shown: readonly TableColumn[], rows: readonly object[]): boolean {
    if (this.#options.columns.some((column) => !this.#widths.has(column) && isUsed(column, rows))) return false;
    const room = this.#options.width();
    if (room === Number.POSITIVE_INFINITY || shown.length === 1) return true;
    const widths = shown.map((column) => Math.max(widthOf(column, rows), this.#widthOf(column)));
    return widths.reduce((sum, width) => sum + width, 0) + gap.length * (shown.length - 1) <= room;
  }

  #line(columns: readonly TableColumn[], cells: readonly string[]): string {
    const padded = cells.map((cell, index) => {
      const text = stringWidth(cell) > widestCell ? shorten(cell, widestCell) : cell;
      const column = columns[index];
      if (column === undefined) return text;
      const spaces = " ".repeat(Math.max(0, this.#widthOf(column) - stringWidth(text)));
      return isNumeric(column) ? spaces + text : text + spaces;
    });
    return padded.join(gap).trimEnd();
  }
}

function isUsed(column: TableColumn, rows: readonly object[]): boolean {
  return rows.some((row) => cellText(column, row) !== "");
}

function widthOf(column: TableColumn, rows: readonly object[]): number {
  const widths = rows.map((row) => Math.min(widestCell, stringWidth(cellText(column, row))));
  return Math.max(stringWidth(column.name), ...widths);
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

function shorten(text: string, width: number): string {
  let end = text.length;
  while (end > 0 && stringWidth(text.slice(0, end)) > width - 1) end--;
  return `${text.slice(0, end)}…`;
}
