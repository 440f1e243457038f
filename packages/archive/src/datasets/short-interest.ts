import { Qot_GetShortInterest } from "@opend/core/protocols/Qot_GetShortInterest";
import { shortInterest as walkShortInterest } from "@opend/market";
import { shortInterestColumns } from "@opend/market/columns";
import type { Dataset } from "./dataset.js";

/** Short interest of HK and US stocks and funds (protocol 3249). */
export const shortInterest: Dataset = {
  name: "short_interest",
  description: "Shares of stocks and funds that are held short.",
  by: "code",
  columns: shortInterestColumns,
  key: ["code", "day"],
  rateLimit: Qot_GetShortInterest.rateLimit,
  // Reports come once or twice a month, and the newest one may be corrected.
  restatedDays: 20,
  walk: {
    comes: "newest-first",
    async *open(client, code, from, signal) {
      for await (const { rows, cursor } of walkShortInterest(client, code, { from, signal }).pages()) {
        yield { rows: rows.map((row) => ({ ...row })), cursor };
      }
    },
  },
};
