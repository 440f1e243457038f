import { Qot_RequestRehab } from "@opend/core/protocols/Qot_RequestRehab";
import { rehab as walkRehab } from "@opend/market";
import { rehabColumns } from "@opend/market/columns";
import type { Dataset } from "./dataset.js";

/** Corporate actions, and the factors that adjust prices for them (protocol 3105). */
export const rehab: Dataset = {
  name: "rehab",
  description: "Corporate actions, and the factors that adjust prices for them.",
  by: "code",
  columns: rehabColumns,
  key: ["code", "day"],
  rateLimit: Qot_RequestRehab.rateLimit,
  restatedDays: 0,
  walk: {
    comes: "whole",
    // A factor that was withdrawn would spoil adjusted prices.
    others: "removed",
    async *open(client, code, signal) {
      for await (const { rows, cursor } of walkRehab(client, code, { signal }).pages()) {
        yield { rows: rows.map((row) => ({ ...row })), cursor };
      }
    },
  },
};
