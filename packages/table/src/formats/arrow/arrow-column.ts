import { type Data, makeData } from "apache-arrow/data";
import { Field } from "apache-arrow/schema";
import { Bool, type DataType, DateDay, Float64, Int64, TimestampMicrosecond, Uint64, Utf8 } from "apache-arrow/type";
import {
  textConversion,
  toBool,
  toDays,
  toDouble,
  toInteger,
  toMicroseconds,
  toUnsigned,
} from "../../columns/conversions.js";
import { type Conversion, cellReader } from "../../columns/read-cell.js";
import type { TableColumn } from "../../columns/table-column.js";
import { packBits, packIntegers, packNumbers, packTexts, packValidity } from "./pack.js";
import { packEnum } from "./pack-enum.js";

/** A column that gathers the values of a record batch. */
export interface ArrowColumn {
  readonly field: Field;
  /** @throws `ValueDoesNotFit` */
  add(row: unknown, rowNumber: number): void;
  /** Returns the gathered values, and gathers anew. */
  take(): Data;
  /** Returns the dictionary of an enum with all values that were gathered. Absent for other columns. */
  readonly dictionary?: () => { readonly id: number; readonly data: Data };
}

/**
 * Returns how a column is stored. All columns are nullable.
 *
 * @param id identifies the dictionary of an enum in the file
 */
export function createArrowColumn(column: TableColumn, id: number): ArrowColumn {
  switch (column.type) {
    case "text":
      return texts(column);
    case "enum": {
      if (column.isList) return texts(column);
      const { type, pack, dictionary } = packEnum(column.names ?? [], id);
      const gathering = gather(column, type, textConversion(column), pack);
      return { ...gathering, dictionary: () => ({ id, data: dictionary() }) };
    }
    case "int64": {
      const type = new Int64();
      return gather(column, type, toInteger, (values) =>
        makeData({ type, ...packValidity(values), data: packIntegers(values) }),
      );
    }
    case "uint64": {
      const type = new Uint64();
      return gather(column, type, toUnsigned, (values) =>
        makeData({ type, ...packValidity(values), data: new BigUint64Array(packIntegers(values).buffer) }),
      );
    }
    case "double": {
      const type = new Float64();
      return gather(column, type, toDouble, (values) =>
        makeData({ type, ...packValidity(values), data: packNumbers(values, new Float64Array(values.length)) }),
      );
    }
    case "bool": {
      const type = new Bool();
      return gather(column, type, toBool, (values) =>
        makeData({ type, ...packValidity(values), data: packBits(values, (value) => value === true) }),
      );
    }
    case "day": {
      const type = new DateDay();
      return gather(column, type, toDays(), (values) =>
        makeData({ type, ...packValidity(values), data: packNumbers(values, new Int32Array(values.length)) }),
      );
    }
    case "moment": {
      const type = new TimestampMicrosecond("UTC");
      return gather(column, type, toMicroseconds(), (values) =>
        makeData({ type, ...packValidity(values), data: packIntegers(values) }),
      );
    }
  }
}

function texts(column: TableColumn): ArrowColumn {
  const type = new Utf8();
  return gather(column, type, textConversion(column), (values) =>
    makeData({ type, ...packValidity(values), ...packTexts(values) }),
  );
}

function gather<T>(
  column: TableColumn,
  type: DataType,
  conversion: Conversion<T>,
  pack: (values: readonly (T | null)[]) => Data,
): ArrowColumn {
  const read = cellReader(column, conversion);
  let values: (T | null)[] = [];
  return {
    field: new Field(column.name, type, true, describe(column)),
    add: (row, rowNumber) => void values.push(read(row, rowNumber)),
    take() {
      const data = pack(values);
      values = [];
      return data;
    },
  };
}

function describe({ unit, description }: TableColumn): Map<string, string> {
  const texts = new Map<string, string>();
  if (unit !== undefined) texts.set("unit", unit);
  if (description !== undefined) texts.set("description", description);
  return texts;
}
