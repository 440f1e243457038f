import { Qot_RequestHistoryKL } from "@opend/futu/protocols/Qot_RequestHistoryKL";
import { type Candle, type CandleChoice, candles } from "@opend/market";
import { candleColumns } from "@opend/market/columns";
import { groupByCode } from "../group-by-code.js";
import type { WalkKind } from "../walk-kind.js";

/** Candles of securities. */
export async function defineCandles(choice: CandleChoice): Promise<WalkKind<Candle>> {
  const { period = "day" } = choice;
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
    open: (client, starts, settings) => candles(client, starts, { ...settings, ...choice }),
    draw: (rows, simulated) => {
      const points = rows.map((row) => ({ ...row, time: isIntraday ? row.time : row.day }));
      return { kind: "candles", period, simulated, series: groupByCode(points) };
    },
  };
}
