import { Qot_GetDailyShortVolume } from "@opend/core/protocols/Qot_GetDailyShortVolume";
import { dailyShortVolumeColumns } from "@opend/market/columns";
import { dailyShortVolume } from "@opend/pager";
import type { Dataset } from "./dataset.js";

/** Daily short volume of HK and US stocks and funds (protocol 3248). */
export const shortVolume: Dataset = {
  name: "short_volume",
  description: "Daily short volume of stocks and funds.",
  by: "code",
  columns: dailyShortVolumeColumns,
  key: ["code", "day"],
  rateLimit: Qot_GetDailyShortVolume.rateLimit,
  restatedDays: 5,
  walk: {
    comes: "newest-first",
    async *open(client, code, from, signal) {
      for await (const { rows, cursor } of dailyShortVolume(client, code, { from, signal }).pages()) {
        yield { rows: rows.map((row) => ({ ...row })), cursor };
      }
    },
  },
};
