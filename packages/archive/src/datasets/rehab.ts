import { rehab as walkRehab } from "@opend/market";
import { rehabColumns } from "@opend/market/columns";
import type { Dataset } from "./dataset.js";

/** Corporate actions, and the factors that adjust prices for them (protocol 3105). */
export const rehab: Dataset = {
  name: "rehab",
  description: "Corporate actions, and the factors that adjust prices for them.",
  columns: rehabColumns,
  key: ["code", "day"],
  restatedDays: 0,
  walk: {
    comes: "whole",
    async *open(client, code, signal) {
      for await (const { rows, cursor } of walkRehab(client, code, { signal }).pages()) {
        yield { rows: rows.map((row) => ({ ...row })), cursor };
      }
    },
  },
};
