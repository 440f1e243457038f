import stringWidth from "string-width";

const clusters = new Intl.Segmenter();

/** What a person sees as one character has fewer code units than this, for each column that it takes. */
const mostUnitsPerColumn = 16;

/** How many columns of the terminal a text takes. */
export function widthOf(text: string): number {
  const { width, end } = measure(text, Number.POSITIVE_INFINITY);
  return end === text.length ? width : stringWidth(text);
}

/**
 * Cuts a text that is wider than some columns, and ends it with `…`. Looks no further than to the cut, so that a name of
 * any length costs the same.
 */
export function cutText(text: string, columns: number): string {
  if (columns <= 0) return "";
  if (columns === Number.POSITIVE_INFINITY) return text;
  const near = text.slice(0, columns * mostUnitsPerColumn);
  const { end, kept, isPlain } = measure(near, columns);
  if (isPlain) return end === text.length ? text : `${text.slice(0, kept)}…`;
  return cutClusters(near, columns, near.length < text.length);
}

function cutClusters(text: string, columns: number, goesOn: boolean): string {
  let width = 0;
  let kept = 0;
  for (const { segment, index } of clusters.segment(text)) {
    width += stringWidth(segment);
    if (width > columns) return `${text.slice(0, kept)}…`;
    if (width < columns) kept = index + segment.length;
  }
  return goesOn ? `${text.slice(0, kept)}…` : text;
}

/**
 * Measures a text as far as it fits and is plain: letters that stand for themselves and whose width is known. Nearly all
 * names are, and it takes a fiftieth of the time.
 */
function measure(text: string, columns: number) {
  let width = 0;
  let kept = 0;
  for (let end = 0; end < text.length; end++) {
    const own = plainWidth(text.charCodeAt(end));
    if (own === undefined) return { width, end, kept, isPlain: false };
    if (width + own > columns) return { width, end, kept, isPlain: true };
    width += own;
    if (width < columns) kept = end + 1;
  }
  return { width, end: text.length, kept, isPlain: true };
}

/** The width of a letter that joins no other: Latin, the sign of a cut, Han, Kana, syllables of Hangul, wide forms of Latin. */
function plainWidth(unit: number): 1 | 2 | undefined {
  if ((unit >= 0x20 && unit <= 0x7e) || (unit >= 0xc0 && unit <= 0xff) || unit === 0x20_26) return 1;
  const isWide =
    (unit >= 0x4e_00 && unit <= 0x9f_ff) ||
    (unit >= 0x30_41 && unit <= 0x30_96) ||
    (unit >= 0x30_a1 && unit <= 0x30_fa) ||
    (unit >= 0xac_00 && unit <= 0xd7_a3) ||
    (unit >= 0xff_01 && unit <= 0xff_5e);
  return isWide ? 2 : undefined;
}

/** Fills a text with spaces on the right. */
export function padText(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - widthOf(text)));
}

/** Fills a text with spaces up to some columns, or cuts it. */
export function fitText(text: string, columns: number, align: "left" | "right"): string {
  const short = cutText(text, columns);
  const spaces = " ".repeat(Math.max(0, columns - widthOf(short)));
  return align === "left" ? short + spaces : spaces + short;
}

/** Breaks a text into lines between its words. A word that is too wide is cut. */
export function wrapText(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const short = cutText(word, columns);
    const longer = line === "" ? short : `${line} ${short}`;
    if (widthOf(longer) <= columns) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = short;
  }
  return [...lines, line];
}
