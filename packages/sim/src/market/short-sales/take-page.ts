import { indexOfTimestamp, type Market, timestampAt } from "../calendar/trading-calendar.js";

/** Rows of one security, newest first, made when they are asked for. */
export interface RowSeries<Row> {
  readonly market: Market;
  /** Trading days from one row to the next. */
  readonly tradingDaysPerRow: number;
  /** Trading days that there are. */
  readonly tradingDays: number;
  /** Makes the row of a trading day; index 0 is the newest. */
  rowAt(index: number): Row;
}

/** A page of rows and the key of the page after it. */
export interface Page<Row> {
  readonly rows: Row[];
  /** `"-1"` when there is nothing after this page. */
  readonly nextKey: string;
}

/** The page after a key, or the first; undefined when the key is not the timestamp of a row. */
export function takePage<Row>(
  { market, tradingDaysPerRow, tradingDays, rowAt }: RowSeries<Row>,
  key: string | undefined,
  size: number,
): Page<Row> | undefined {
  const keyIndex = key === undefined ? -tradingDaysPerRow : parseKey(market, key);
  if (keyIndex === undefined || keyIndex % tradingDaysPerRow !== 0 || keyIndex >= tradingDays) return undefined;
  const rows: Row[] = [];
  let lastIndex = keyIndex;
  while (rows.length < size && lastIndex + tradingDaysPerRow < tradingDays) {
    lastIndex += tradingDaysPerRow;
    rows.push(rowAt(lastIndex));
  }
  const isEnd = lastIndex + tradingDaysPerRow >= tradingDays;
  return { rows, nextKey: isEnd ? "-1" : String(timestampAt(market, lastIndex)) };
}

function parseKey(market: Market, key: string): number | undefined {
  const timestamp = Number(key);
  // Only the text that a page gives is a key: not " 1", "01" or "1e9".
  return String(timestamp) === key ? indexOfTimestamp(market, timestamp) : undefined;
}
