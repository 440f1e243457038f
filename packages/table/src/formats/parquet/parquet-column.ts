import type { ColumnSource, SchemaElement } from "hyparquet-writer";
import {
  textConversion,
  toBool,
  toDays,
  toDouble,
  toInteger,
  toMicroseconds,
  toUnsigned,
} from "../../columns/conversions.js";
import type { Conversion } from "../../columns/read-cell.js";
import type { TableColumn } from "../../columns/table-column.js";

type Encoding = NonNullable<ColumnSource["encoding"]>;

/** A value of a column, as the library takes it. */
export type ParquetValue = string | number | bigint | boolean;

/** A column in the schema of a file. */
export interface ParquetColumn {
  readonly element: SchemaElement;
  readonly conversion: Conversion<ParquetValue>;
  /** Chooses how the values of a row group are encoded. Undefined: as the library finds best. */
  encoding(values: readonly (ParquetValue | null)[]): Encoding | undefined;
}

/** Returns how a column is stored. All columns are nullable. */
export function parquetColumn(column: TableColumn): ParquetColumn {
  const { name, type } = column;
  const repetition_type = "OPTIONAL";
  switch (type) {
    case "text":
    case "enum":
      return {
        element: {
          name,
          repetition_type,
          type: "BYTE_ARRAY",
          converted_type: "UTF8",
          logical_type: { type: "STRING" },
        },
        conversion: textConversion(column),
        encoding: () => (type === "enum" && !column.isList ? "RLE_DICTIONARY" : undefined),
      };
    case "int64":
      return {
        element: { name, repetition_type, type: "INT64" },
        conversion: asBigInt(toInteger),
        encoding: chosenByLibrary,
      };
    case "uint64":
      return {
        // The library writes the newer `logical_type` of integers in a way that DuckDB refuses.
        element: { name, repetition_type, type: "INT64", converted_type: "UINT_64" },
        conversion: asBigInt(toUnsigned),
        encoding: chosenByLibrary,
      };
    case "double":
      return {
        element: { name, repetition_type, type: "DOUBLE" },
        conversion: toDouble,
        // A dictionary takes 0 and -0 for the same.
        encoding: (values) => (values.some((value) => Object.is(value, -0)) ? "PLAIN" : undefined),
      };
    case "bool":
      return { element: { name, repetition_type, type: "BOOLEAN" }, conversion: toBool, encoding: chosenByLibrary };
    case "day":
      return {
        element: { name, repetition_type, type: "INT32", converted_type: "DATE", logical_type: { type: "DATE" } },
        conversion: toDays(),
        encoding: chosenByLibrary,
      };
    case "moment":
      return {
        element: {
          name,
          repetition_type,
          type: "INT64",
          converted_type: "TIMESTAMP_MICROS",
          logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" },
        },
        conversion: toMicroseconds(),
        // Neighbors differ little.
        encoding: () => "DELTA_BINARY_PACKED",
      };
  }
}

/** The library takes only `bigint` for 64-bit integers. */
function asBigInt({ convert, takes }: Conversion<number | bigint>): Conversion<bigint> {
  return {
    convert: (value) => {
      const number = convert(value);
      return typeof number === "number" ? BigInt(number) : number;
    },
    takes,
  };
}

function chosenByLibrary(): undefined {
  return undefined;
}
