import { indexOfTimestamp, type Market, timestampAt } from "../calendar/trading-calendar.js";

/** The rows of one security, newest first. They are made on demand. */
export interface RowSeries<Row> {
  readonly market: Market;
  /** Trading days between two rows. */
  readonly tradingDaysPerRow: number;
  /** The number of trading days that have data. */
  readonly tradingDays: number;
  /** Makes the row of a trading day. Index 0 is the newest. */
  rowAt(index: number): Row;
}

/** A page of rows and the key of the next page. */
export interface Page<Row> {
  readonly rows: Row[];
  /** `"-1"` if this is the last page. */
  readonly nextKey: string;
}

/**
 * Returns the page after a key, or the first page without a key. Returns undefined if the key is not a row's timestamp.
 */
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
  // Only the exact text of a page's key is valid, not " 1", "01" or "1e9".
  return String(timestamp) === key ? indexOfTimestamp(market, timestamp) : undefined;
}
