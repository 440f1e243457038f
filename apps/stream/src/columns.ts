import type { DailyShortVolume } from "@opend/futu";

interface Column {
  readonly title: string;
  readonly width: number;
  readonly text: (row: DailyShortVolume) => string;
}

/** Stands for an absent value. Zero is printed as 0. */
const absent = "–";

const columns: readonly Column[] = [
  { title: "code", width: -10, text: ({ code }) => code },
  { title: "day", width: -10, text: ({ day }) => day },
  { title: "open", width: 8, text: ({ open }) => price(open) },
  { title: "close", width: 8, text: ({ close }) => price(close) },
  { title: "volume", width: 13, text: ({ volume }) => count(volume) },
  { title: "turnover", width: 16, text: ({ turnover }) => count(turnover) },
  { title: "short volume", width: 12, text: ({ shortVolume }) => count(shortVolume) },
  { title: "short turnover", width: 14, text: ({ shortTurnover }) => count(shortTurnover) },
  { title: "short %", width: 7, text: ({ shortRatio }) => price(shortRatio) },
  { title: "20-day %", width: 8, text: ({ averageShortRatio }) => price(averageShortRatio) },
];

/** Formats the titles above the rows of a security. */
export function formatTitles(): string {
  return columns.map(({ title, width }) => pad(title, width)).join("  ");
}

/** Formats a row in aligned columns. */
export function formatRow(row: DailyShortVolume): string {
  return columns.map(({ width, text }) => pad(text(row), width)).join("  ");
}

/** Pads a text. A negative width aligns left. */
function pad(text: string, width: number): string {
  return width < 0 ? text.padEnd(-width) : text.padStart(width);
}

function price(value: number | undefined): string {
  return value === undefined ? absent : value.toFixed(2);
}

function count(value: number | undefined): string {
  return value === undefined ? absent : Math.round(value).toLocaleString("en-US");
}
