import { Qot_RequestHistoryKL } from "@opend/core/protocols/Qot_RequestHistoryKL";
import { candles as walkCandles } from "@opend/market";
import { candleColumns } from "@opend/market/columns";
import type { Dataset } from "./dataset.js";

/** How long a candle is. */
export type ArchivedPeriod = NonNullable<NonNullable<Parameters<typeof walkCandles>[2]>["period"]>;

/**
 * Candles of a period (protocol 3103), not adjusted: every dividend would restate all adjusted prices. The dataset `rehab`
 * has the factors.
 *
 * @param period `day`, `week`, `1min` …: the names of `Qot_Common.KLType`. Default: `day`
 */
export function candlesOf(period: ArchivedPeriod = "day"): Dataset {
  const isIntraday = /min/i.test(period);
  return {
    name: `candles_${period.toLowerCase().replace(/\W/g, "_")}`,
    description: `Candles of the period ${period}, not adjusted.`,
    by: "code",
    columns: candleColumns,
    key: isIntraday ? ["code", "time"] : ["code", "day"],
    rateLimit: Qot_RequestHistoryKL.rateLimit,
    // The candle of today grows until the market closes, and that of a month until the month is over.
    restatedDays: /month|quarter|year/i.test(period) ? 370 : /week/i.test(period) ? 8 : 3,
    walk: {
      comes: "by-days",
      oldestDay: "1990-01-01",
      async *open(client, code, days, signal) {
        const walk = walkCandles(client, code, { ...days, period, adjust: "none", signal });
        for await (const { rows, cursor } of walk.pages()) yield { rows: rows.map((row) => ({ ...row })), cursor };
      },
    },
  };
}
