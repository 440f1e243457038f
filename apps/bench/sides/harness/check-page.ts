/** A row of protocol 3248 as any library gives it: 64-bit integers are bigint, or objects that print as one. */
export type AnyRow = object;

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
  // Only what a row has of its own: some have defaults behind it.
  const plain = rows.map((row): Readonly<Record<string, unknown>> => ({ ...row }));
  const sums = numberFields.map((name) => {
    const values = plain.flatMap((row) => (row[name] === undefined ? [] : [Number(row[name])]));
    return [name, values.length, values.reduce((sum, value) => sum + value, 0)];
  });
  return [rows.length, ...sums, plain.map((row) => row["timestampStr"]).join(), nextKey];
}
