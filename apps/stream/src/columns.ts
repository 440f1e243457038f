import type { DailyShortVolume } from "@opend/futu";

interface Column<Row> {
  readonly title: string;
  readonly width: number;
  readonly text: (row: Row) => string;
}

type RowOf<Market extends DailyShortVolume["market"]> = Extract<DailyShortVolume, { market: Market }>;

const hk: readonly Column<RowOf<"HK">>[] = [
  { title: "code", width: -10, text: ({ code }) => code },
  { title: "day", width: -10, text: ({ timestampStr }) => timestampStr ?? absent },
  { title: "close", width: 9, text: ({ closePrice }) => price(closePrice) },
  { title: "shares traded", width: 15, text: ({ sharesTraded }) => count(sharesTraded) },
  { title: "short shares", width: 14, text: ({ shortSellSharesTraded }) => count(shortSellSharesTraded) },
  { title: "short turnover", width: 16, text: ({ shortSellTurnover }) => count(shortSellTurnover) },
  { title: "20-day %", width: 9, text: ({ dailyTradeAvgRatio }) => price(dailyTradeAvgRatio) },
];

const us: readonly Column<RowOf<"US">>[] = [
  { title: "code", width: -10, text: ({ code }) => code },
  { title: "day", width: -10, text: ({ timestampStr }) => timestampStr ?? absent },
  { title: "close", width: 9, text: ({ closePrice }) => price(closePrice) },
  { title: "volume", width: 15, text: ({ volume }) => count(volume) },
  { title: "short shares", width: 14, text: ({ totalSharesShort }) => count(totalSharesShort) },
  { title: "short %", width: 9, text: ({ shortPercent }) => price(shortPercent) },
  { title: "20-day %", width: 9, text: ({ dailyTradeAvgRatio }) => price(dailyTradeAvgRatio) },
];

/** Stands for an absent value. Zero is printed as 0. */
const absent = "–";

/** Formats the titles above the rows of a market. */
export function formatTitles(market: DailyShortVolume["market"]): string {
  const columns: readonly Column<never>[] = market === "HK" ? hk : us;
  return columns.map(({ title, width }) => pad(title, width)).join("  ");
}

/** Formats a row in aligned columns. */
export function formatRow(row: DailyShortVolume): string {
  return row.market === "HK" ? formatCells(hk, row) : formatCells(us, row);
}

function formatCells<Row>(columns: readonly Column<Row>[], row: Row): string {
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
