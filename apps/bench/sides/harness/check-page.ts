/** A row of protocol 3248 as any library gives it: 64-bit integers are bigint, or objects that print as one. */
export type AnyRow = Readonly<Record<string, unknown>>;

const numberFields = [
  "timestamp",
  "sharesTraded",
  "turnover",
  "shortSellSharesTraded",
  "shortSellTurnover",
  "openPrice",
  "closePrice",
  "lastClosePrice",
  "dailyTradeAvgRatio",
];

/** What a page comes to, whoever has read it. A field that is absent counts as none. */
export function checkPage(rows: readonly AnyRow[], nextKey: unknown): unknown {
  const sums = numberFields.map((name) => {
    const values = rows.flatMap((row) => (Object.hasOwn(row, name) ? [Number(row[name])] : []));
    return [name, values.length, values.reduce((sum, value) => sum + value, 0)];
  });
  return [rows.length, ...sums, rows.map((row) => row["timestampStr"]).join(), nextKey];
}
