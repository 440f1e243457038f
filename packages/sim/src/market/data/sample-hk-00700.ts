// Source: the sample reply of Get Daily Short Volume in the official documentation: HK.00700, a first page of ten rows.

/** The security of the sample. */
export const sampleCode = "00700";

/** The fields of the sample's page besides its rows. */
export const samplePage = { aggregatedShort: 51480638n, aggregatedShortRatio: 0.56, newTimeStr: "30/04/2026" } as const;

/** The newest row. The sample shows all of its fields. */
export const sampleFirstRow = {
  sharesTraded: 25207039n,
  turnover: 11871680730.68,
  shortSellSharesTraded: 2464300n,
  shortSellTurnover: 1161032040,
  openPrice: 475,
  closePrice: 471.4,
} as const;

/** The fields that the sample shows of every row, newest first. */
export const sampleRows = [
  { timestamp: 1778169600n, timestampStr: "2026-05-08", lastClosePrice: 477.4, dailyTradeAvgRatio: 11.36 },
  { timestamp: 1778083200n, timestampStr: "2026-05-07", lastClosePrice: 463, dailyTradeAvgRatio: 11.8 },
  { timestamp: 1777996800n, timestampStr: "2026-05-06", lastClosePrice: 472.2, dailyTradeAvgRatio: 12.22 },
  { timestamp: 1777910400n, timestampStr: "2026-05-05", lastClosePrice: 473, dailyTradeAvgRatio: 12.76 },
  { timestamp: 1777824000n, timestampStr: "2026-05-04", lastClosePrice: 467.8, dailyTradeAvgRatio: 13.02 },
  { timestamp: 1777478400n, timestampStr: "2026-04-30", lastClosePrice: 479.2, dailyTradeAvgRatio: 13.09 },
  { timestamp: 1777392000n, timestampStr: "2026-04-29", lastClosePrice: 473.8, dailyTradeAvgRatio: 14.02 },
  { timestamp: 1777305600n, timestampStr: "2026-04-28", lastClosePrice: 478.6, dailyTradeAvgRatio: 14.13 },
  { timestamp: 1777219200n, timestampStr: "2026-04-27", lastClosePrice: 493.4, dailyTradeAvgRatio: 14.14 },
  { timestamp: 1776960000n, timestampStr: "2026-04-24", lastClosePrice: 495.2, dailyTradeAvgRatio: 14.18 },
] as const;

/** The closing prices that follow from the sample, newest first. They cover one day more than its rows. */
export const sampleClosePrices: readonly number[] = [
  sampleFirstRow.closePrice,
  ...sampleRows.map((row) => row.lastClosePrice),
];
