import type { TableColumn } from "@opend/table";

/** Which account a row is about. */
export const accountColumn: TableColumn = {
  name: "account",
  type: "text",
  path: ["account"],
  description: "The id of the account.",
};
