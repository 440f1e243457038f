import { type Options, stringify } from "csv-stringify/sync";
import { toJson } from "../columns/conversions.js";
import { type Conversion, cellReader } from "../columns/read-cell.js";
import type { TableColumn } from "../columns/table-column.js";
import { toFlat } from "../columns/to-flat.js";
import type { CreateEncoder } from "./table-encoder.js";

/** RFC 4180 with `\n`. A missing value is nothing, and an empty text is `""`. */
export const createCsvEncoder: CreateEncoder = (columns, { escapeFormulas = false }, put) => {
  const encoder = new TextEncoder();
  const options: Options = {
    cast: {
      boolean: String,
      number: (value) => (Object.is(value, -0) ? "-0" : String(value)),
    },
    quoted_match: /^$/,
    // An empty line is no row.
    quoted_empty: columns.length === 1,
  };
  const cells = columns.map((column) => cellReader(column, toField(column)));
  put(encoder.encode(stringify([columns.map(({ name }) => name)], options)));
  return {
    add(rows, firstNumber) {
      const records = rows.map((row, index) => cells.map((cell) => cell(row, firstNumber + index)));
      put(encoder.encode(stringify(records, { ...options, escape_formulas: escapeFormulas })));
    },
    finish() {},
  };
};

/** Values as they are, and lists and objects as JSON. */
function toField(column: TableColumn): Conversion<string | number | boolean> {
  const { convert, takes } = toFlat(column);
  return {
    convert: (value) => {
      const flat = convert(value);
      if (typeof flat === "bigint") return String(flat);
      return typeof flat === "object" && flat !== null ? toJson(flat) : flat;
    },
    takes,
  };
}
