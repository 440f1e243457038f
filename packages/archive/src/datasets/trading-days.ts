import { writeDay } from "@opend/core/internal";
import { tradingDays as walkTradingDays } from "@opend/market";
import { tradingDayColumns } from "@opend/market/columns";
import { addDays } from "../base/days.js";
import type { Dataset } from "./dataset.js";

/** The gateway answers for ten years at once, of which one lies ahead at most. */
const daysBack = 3280;

/** The days on which a market is open, to the end of this year (protocol 3219). Its subjects are markets: `HK`, `US`, `CN` … */
export const tradingDays: Dataset = {
  name: "trading_days",
  description: "Days on which a market is open.",
  by: "market",
  columns: tradingDayColumns,
  key: ["market", "day"],
  restatedDays: 0,
  walk: {
    comes: "whole",
    // Days that are older stay.
    others: "kept",
    async *open(client, subject, signal) {
      const market = subject as Parameters<typeof walkTradingDays>[1]["market"];
      const walk = walkTradingDays(
        client,
        { market, since: addDays(writeDay(new Date(), "UTC"), -daysBack) },
        { signal },
      );
      for await (const { rows, cursor } of walk.pages()) {
        yield { rows: rows.map((row) => ({ ...row, market: subject })), cursor };
      }
    },
  },
};
