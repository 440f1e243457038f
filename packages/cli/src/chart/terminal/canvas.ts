import type { Ink } from "../model/chart.js";
import type { Paint } from "./paint.js";

/** Dots per character. */
const dotColumns = 2;
const dotRows = 4;
/** The bits of the dots of a character, by row and column. See https://en.wikipedia.org/wiki/Braille_Patterns. */
const dotBits = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;
const emptyPattern = 0x2800;

/** Characters to draw on. Positions are in characters from the top left corner, with fractions. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly #cells: { character: string; ink: Ink }[][];
  readonly #dots: number[][];

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#cells = Array.from({ length: height }, () =>
      Array.from({ length: width }, () => ({ character: " ", ink: "text" })),
    );
    this.#dots = Array.from({ length: height }, () => Array.from({ length: width }, () => 0));
  }

  /** Writes a character. Outside of the canvas, nothing happens. */
  put(column: number, row: number, character: string, ink: Ink): void {
    const cell = this.#cells[row]?.[column];
    if (cell) Object.assign(cell, { character, ink });
  }

  /** Draws a line of dots. */
  line(fromX: number, fromY: number, toX: number, toY: number, ink: Ink): void {
    const steps = Math.ceil(Math.max(Math.abs(toX - fromX) * dotColumns, Math.abs(toY - fromY) * dotRows, 1));
    for (let step = 0; step <= steps; step++) {
      this.#dot(fromX + ((toX - fromX) * step) / steps, fromY + ((toY - fromY) * step) / steps, ink);
    }
  }

  #dot(x: number, y: number, ink: Ink): void {
    const dotX = Math.min(this.width * dotColumns - 1, Math.max(0, Math.floor(x * dotColumns)));
    const dotY = Math.min(this.height * dotRows - 1, Math.max(0, Math.floor(y * dotRows)));
    const [column, row] = [Math.floor(dotX / dotColumns), Math.floor(dotY / dotRows)];
    const [dots, bit] = [this.#dots[row], dotBits[dotY % dotRows]?.[dotX % dotColumns] ?? 0];
    if (!dots) return;
    dots[column] = (dots[column] ?? 0) | bit;
    this.put(column, row, String.fromCodePoint(emptyPattern + (dots[column] ?? 0)), ink);
  }

  /** Returns the rows as text. */
  rows(paint: Paint): readonly string[] {
    return this.#cells.map((cells) => {
      let row = "";
      let part = "";
      let ink: Ink = "text";
      for (const cell of cells) {
        if (cell.ink !== ink && cell.character !== " ") {
          row += paint(part, ink);
          part = "";
          ink = cell.ink;
        }
        part += cell.character;
      }
      return (row + paint(part.trimEnd(), ink)).trimEnd();
    });
  }
}
