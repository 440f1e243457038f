import { isoText, toDouble, toInteger, toUnsigned } from "./conversions.js";
import type { Conversion } from "./read-cell.js";
import type { TableColumn } from "./table-column.js";

/** What a cell of a text format holds. A list or an object becomes JSON. */
export type Flat = string | number | bigint | boolean | object;

const numbers: Readonly<Partial<Record<TableColumn["type"], Conversion<number | bigint>>>> = {
  double: toDouble,
  int64: toInteger,
  uint64: toUnsigned,
};

/**
 * Returns how values get into text formats: as they are. Only a double that is the text of a number becomes that
 * number, and a `bigint` becomes a number in a column of numbers where it is exact, and its digits elsewhere.
 */
export function toFlat({ type }: TableColumn): Conversion<Flat> {
  const number = numbers[type];
  const isTime = type === "day" || type === "moment";
  return {
    convert: (value) => {
      switch (typeof value) {
        case "string":
          // The gateway leaves some days and moments empty.
          if (value === "" && isTime) return null;
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
