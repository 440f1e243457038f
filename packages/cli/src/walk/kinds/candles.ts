import type { DayRangeOptions } from "@opend/futu";
import { Qot_RequestHistoryKL } from "@opend/futu/protocols/Qot_RequestHistoryKL";
import { type Candle, type CandleOptions, candles } from "@opend/market";
import { candleColumns } from "@opend/market/columns";
import { groupByCode } from "../group-by-code.js";
import type { WalkKind } from "../walk-kind.js";

/** The options of `opend candles` that say what to fetch. */
export interface CandleRequest extends DayRangeOptions, Pick<CandleOptions, "period" | "adjust"> {
  readonly extendedHours?: boolean;
}

/** Candles of securities. */
export async function defineCandles(request: CandleRequest): Promise<WalkKind<Candle>> {
  const { period = "day" } = request;
  const isIntraday = /min/i.test(period);
  return {
    columns: candleColumns,
    important: [
      "code",
      isIntraday ? "time" : "day",
      "open",
      "high",
      "low",
      "close",
      "volume",
      "changeRate",
      "turnover",
    ],
    rateLimit: Qot_RequestHistoryKL.rateLimit,
    open: (client, starts, settings) => candles(client, starts, { ...settings, ...request }),
    draw: (rows, simulated) => {
      const points = rows.map((row) => ({ ...row, time: isIntraday ? row.time : row.day }));
      return { kind: "candles", period, simulated, series: groupByCode(points) };
    },
  };
}
