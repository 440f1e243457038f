import type { MarketPrefix } from "@opend/core";
import { securities as walkSecurities } from "@opend/market";
import { securityInfoColumns } from "@opend/market/columns";
import type { Dataset } from "./dataset.js";

/**
 * Stocks of a market and what they are (protocol 3202), those that were delisted since the first sync included. Its subjects
 * are markets: `HK`, `US` … The views of other datasets take names from it.
 */
export const securities: Dataset = {
  name: "securities",
  description: "Stocks and what they are.",
  by: "market",
  columns: securityInfoColumns,
  tableColumns: [
    { name: "market", from: "row", path: ["market"], type: "text", description: "The market of the list, such as HK." },
  ],
  ownColumns: [
    {
      name: "delistedAt",
      from: "row",
      path: [],
      type: "moment",
      description: "When the archive first saw that it is delisted, or no longer in the list.",
    },
  ],
  key: ["code"],
  restatedDays: 0,
  walk: {
    comes: "whole",
    // Rows of other datasets still need its name.
    others: "delisted",
    async *open(client, subject, signal) {
      const walk = walkSecurities(client, { market: subject as MarketPrefix }, { signal });
      for await (const { rows, cursor } of walk.pages()) {
        yield { rows: rows.map((row) => ({ ...row, market: subject, day: row.listDay })), cursor };
      }
    },
  },
};
