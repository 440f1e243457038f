import type { DayRangeOptions } from "@opend/futu";
import { Qot_GetShortInterest } from "@opend/futu/protocols/Qot_GetShortInterest";
import { type ShortInterest, shortInterest } from "@opend/market";
import { shortInterestColumns } from "@opend/market/columns";
import { drawColumns } from "../draw-columns.js";
import type { WalkKind } from "../walk-kind.js";

/** Short interest of HK and US stocks and funds. */
export async function defineShortInterest(days: DayRangeOptions): Promise<WalkKind<ShortInterest>> {
  return {
    columns: shortInterestColumns,
    rateLimit: Qot_GetShortInterest.rateLimit,
    open: (client, starts, settings) => shortInterest(client, starts, { ...settings, ...days }),
    draw: drawColumns(shortInterestColumns, "day", ["sharesShort", "shortRatio", "close"]),
  };
}
