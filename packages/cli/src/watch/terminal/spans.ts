import { cutText, widthOf } from "../../base/text-width.js";

/** How a part of a line is set off, if the terminal has colors. */
export type Style = "up" | "down" | "faint" | "strong" | "alert";

/** A part of a line. */
export interface Span {
  readonly text: string;
  readonly style?: Style | undefined;
}

/** A line of the screen. */
export type Line = readonly Span[];

const codes: Readonly<Record<Style, readonly [number, number]>> = {
  up: [32, 39],
  down: [31, 39],
  faint: [2, 22],
  strong: [1, 22],
  alert: [33, 39],
};

/** Returns the text of a line that takes no more than some columns. */
export function toText(line: Line, columns: number, color: boolean): string {
  let left = columns;
  let text = "";
  for (const { text: full, style } of line) {
    const short = cutText(full, left);
    if (short === "") continue;
    left -= widthOf(short);
    const code = color && style ? codes[style] : undefined;
    text += code ? `\u001B[${code[0]}m${short}\u001B[${code[1]}m` : short;
    if (short !== full) break;
  }
  return text;
}
