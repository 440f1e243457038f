import stringWidth from "string-width";

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

const ascii = /^[\x20-\x7E]*$/;

/** How many columns of the terminal a text takes. Most texts need no closer look. */
export function widthOf(text: string): number {
  return ascii.test(text) ? text.length : stringWidth(text);
}

/** Cuts a text to some columns. The last one says so. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width <= 0) return "";
  let kept = "";
  let used = 0;
  for (const letter of text) {
    const needed = widthOf(letter);
    if (used + needed > width - 1) break;
    kept += letter;
    used += needed;
  }
  return `${kept}…`;
}

/** Fills a text up to some columns, or cuts it. */
export function fit(text: string, width: number, align: "left" | "right"): string {
  const short = cut(text, width);
  const spaces = " ".repeat(Math.max(0, width - widthOf(short)));
  return align === "left" ? short + spaces : spaces + short;
}

/** Returns the text of a line that takes no more than some columns. */
export function toText(line: Line, columns: number, color: boolean): string {
  let left = columns;
  let text = "";
  for (const { text: full, style } of line) {
    const short = cut(full, left);
    if (short === "") continue;
    left -= widthOf(short);
    const code = color && style ? codes[style] : undefined;
    text += code ? `\u001B[${code[0]}m${short}\u001B[${code[1]}m` : short;
    if (short !== full) break;
  }
  return text;
}

/** A name that the gateway sends may not move the cursor. */
export function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, " ");
}
