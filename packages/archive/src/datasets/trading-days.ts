import { writeDay } from "@opend/core/internal";
import { tradingDays as walkTradingDays } from "@opend/market";
import { tradingDayColumns } from "@opend/market/columns";
import { addDays } from "../base/days.js";
import type { Dataset } from "./dataset.js";

/** The gateway knows ten years back. */
const daysBack = 3652;

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
    // The gateway forgets days that are ten years old.
    removesOthers: false,
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
