import type { DailyShortVolume, DayRangeOptions } from "@opend/futu";
import { Qot_GetDailyShortVolume } from "@opend/futu/protocols/Qot_GetDailyShortVolume";
import { dailyShortVolumeColumns } from "@opend/market/columns";
import { groupByCode } from "../group-by-code.js";
import type { WalkKind } from "../walk-kind.js";

/** Daily short volume of HK and US stocks and funds. */
export async function defineShortVolume(days: DayRangeOptions): Promise<WalkKind<DailyShortVolume>> {
  return {
    columns: dailyShortVolumeColumns,
    important: ["code", "day", "close", "volume", "shortVolume", "shortRatio", "averageShortRatio", "open", "turnover"],
    rateLimit: Qot_GetDailyShortVolume.rateLimit,
    open: (client, starts, settings) => client.dailyShortVolume(starts, { ...settings, ...days }),
    draw: (rows, simulated) => ({ kind: "short-volume", simulated, series: groupByCode(rows) }),
  };
}
