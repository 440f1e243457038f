import { isoText, toDouble, toInteger } from "./conversions.js";
import type { Conversion } from "./read-cell.js";
import type { TableColumn } from "./table-column.js";

/** What a cell of a text format holds. A list or an object becomes JSON. */
export type Flat = string | number | boolean | object;

/**
 * Returns how values get into text formats: as they are. Only a double that is the text of a number becomes that
 * number, and a `bigint` becomes a number in a column of numbers, and its digits elsewhere.
 */
export function toFlat({ type }: TableColumn): Conversion<Flat> {
  const number = type === "double" ? toDouble : type === "int64" ? toInteger : undefined;
  return {
    convert: (value) => {
      switch (typeof value) {
        case "string":
          return number?.convert(value) ?? value;
        case "number":
        case "boolean":
          return value;
        case "bigint":
          return number ? number.convert(value) : String(value);
        case "object":
          return value instanceof Date ? isoText(value) : (value ?? undefined);
        default:
          return undefined;
      }
    },
    takes: number?.takes ?? "what JSON can hold",
  };
}
