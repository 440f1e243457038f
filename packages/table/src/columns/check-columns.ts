import { createError } from "@opend/core/internal";
import type { TableColumn } from "./table-column.js";

const types: readonly TableColumn["type"][] = ["text", "int64", "uint64", "double", "bool", "day", "moment", "enum"];

/**
 * Returns the columns that a file has: all but the secrets.
 *
 * @throws `InvalidOption` when there is none, when two have one name, and for a type that does not exist
 */
export function checkColumns(columns: readonly TableColumn[]): readonly TableColumn[] {
  if (!Array.isArray(columns)) throw invalid(`columns is a list of columns, not ${typeof columns}`);
  const open = columns.filter(({ isSecret }) => isSecret !== true);
  if (open.length === 0) {
    throw invalid(columns.length === 0 ? "columns is empty" : "all columns are secrets, which no file holds");
  }
  const seen = new Set<string>();
  for (const { name, type, path } of open) {
    if (typeof name !== "string" || !Array.isArray(path)) throw invalid("a column has a name, a type and a path");
    if (!types.includes(type)) throw invalid(`the type of column ${name} is ${types.join(", ")}, not ${String(type)}`);
    if (seen.has(name)) throw invalid(`two columns are named ${name}`);
    seen.add(name);
  }
  return open;
}

function invalid(message: string): Error {
  return createError("InvalidOption", message, { option: "columns" });
}
