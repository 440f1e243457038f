import { toJson } from "../columns/conversions.js";
import { type Conversion, cellReader } from "../columns/read-cell.js";
import type { TableColumn } from "../columns/table-column.js";
import { toFlat } from "../columns/to-flat.js";

/** Returns what writes a row as a JSON object whose keys are the names of the columns. A missing value is null. */
export function jsonRowWriter(columns: readonly TableColumn[]): (row: unknown, rowNumber: number) => string {
  const fields = columns.map((column) => ({
    key: `${JSON.stringify(column.name)}:`,
    read: cellReader(column, toJsonValue(column)),
  }));
  return (row, rowNumber) => `{${fields.map(({ key, read }) => key + (read(row, rowNumber) ?? "null")).join(",")}}`;
}

/** Values as JSON. A number that readers of JSON may not hold exactly is a text. */
function toJsonValue(column: TableColumn): Conversion<string> {
  const { convert, takes } = toFlat(column);
  return {
    convert: (value) => {
      const flat = convert(value);
      if (typeof flat === "bigint") return `"${flat}"`;
      if (typeof flat !== "number") return toJson(flat);
      return Object.is(flat, -0) ? '"-0"' : Number.isFinite(flat) ? String(flat) : `"${flat}"`;
    },
    takes,
  };
}
