/** A row of protocol 3248 from any library. 64-bit integers are bigints, or objects that print like one. */
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

/** Summarizes a page, the same way for every library. Absent fields do not count. */
export function checkPage(rows: readonly AnyRow[], nextKey: unknown): unknown {
  // Own properties only: some libraries put defaults on the prototype.
  const plain = rows.map((row): Readonly<Record<string, unknown>> => ({ ...row }));
  const sums = numberFields.map((name) => {
    const values = plain.flatMap((row) => (row[name] === undefined ? [] : [Number(row[name])]));
    return [name, values.length, values.reduce((sum, value) => sum + value, 0)];
  });
  return [rows.length, ...sums, plain.map((row) => row["timestampStr"]).join(), nextKey];
}
