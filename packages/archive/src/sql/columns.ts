import type { Column } from "@opend/core/columns";
import { valueAt } from "@opend/core/internal";
import { createArchiveError } from "../base/archive-error.js";
import type { Dataset } from "../datasets/dataset.js";
import type { SqlValue } from "./database.js";
import { snakeCase } from "./names.js";

/** A column of a table. */
export interface SqlColumn {
  /** Its name, in snake case. */
  readonly name: string;
  /** Its type in SQL. */
  readonly type: string;
  readonly comment: string;
  /** Returns the value of a row. @throws `RowDoesNotFit` */
  read(row: object): SqlValue;
}

const types: Readonly<Record<Column["type"], string>> = {
  text: "TEXT",
  enum: "TEXT",
  int64: "BIGINT",
  uint64: "NUMERIC(20, 0)",
  double: "DOUBLE PRECISION",
  bool: "BOOLEAN",
  day: "DATE",
  moment: "TIMESTAMPTZ",
};

const patterns: Readonly<Partial<Record<Column["type"], RegExp>>> = {
  int64: /^-?\d{1,19}$/,
  uint64: /^\d{1,20}$/,
  double: /^(?:-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|NaN|-?Infinity)$/i,
  bool: /^(?:true|false)$/,
  day: /^\d{4}-\d{2}-\d{2}$/,
  // Without an offset, the database would take its own time zone.
  moment: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/,
};

/** Returns the columns of a dataset's table. Each moment is followed by its offset. */
export function sqlColumns({ name, columns, tableColumns = [] }: Dataset): readonly SqlColumn[] {
  const all = [...columns, ...tableColumns];
  return toSqlColumns(name, all).flatMap((column, index) => {
    const { type, path = [] } = all[index] ?? {};
    return type === "moment" ? [column, offsetColumn(column.name, path)] : [column];
  });
}

/** Returns the name of the column that has the offset of a moment, which databases do not keep. */
export function offsetName(moment: string): string {
  return `${moment}_offset`;
}

function offsetColumn(moment: string, path: readonly string[]): SqlColumn {
  return {
    name: offsetName(moment),
    type: "SMALLINT",
    comment: `How many minutes the clocks of ${moment} are ahead of UTC.`,
    read(row) {
      const value = valueAt(row, path);
      const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})$/.exec(typeof value === "string" ? value : "") ?? [];
      return sign === undefined ? null : String(Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)));
    },
  };
}

/** Returns the columns that the archive fills by itself. */
export function ownSqlColumns({ name, ownColumns = [] }: Dataset): readonly SqlColumn[] {
  return toSqlColumns(name, ownColumns);
}

function toSqlColumns(dataset: string, columns: readonly Column[]): readonly SqlColumn[] {
  return columns.map(({ name, type, path, unit, description, isList }) => {
    const pattern = isList ? undefined : patterns[type];
    return {
      name: snakeCase(name),
      type: isList ? "TEXT" : types[type],
      comment: unit === undefined ? description : `${description} Unit: ${unit}.`,
      read(row) {
        const value = toSqlValue(valueAt(row, path));
        // The gateway leaves some days and moments empty.
        if (value === null || (value === "" && pattern !== undefined)) return null;
        if (pattern === undefined || (pattern.test(value) && exists(type, value))) return value;
        const message = `${dataset}: ${name} is ${JSON.stringify(value)}, which a column of the type ${type} cannot hold`;
        throw createArchiveError("RowDoesNotFit", message, { dataset, column: name, value });
      },
    };
  });
}

/** Whether there is such a day, moment or integer. One that is only written like it would fail the whole transaction. */
function exists(type: Column["type"], value: string): boolean {
  if (type === "day") return isDay(value);
  if (type === "moment") return isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value));
  if (type === "uint64") return BigInt.asUintN(64, BigInt(value)) === BigInt(value);
  return type !== "int64" || BigInt.asIntN(64, BigInt(value)) === BigInt(value);
}

/** February 30 is read as March 2. PostgreSQL has no year 0. */
function isDay(value: string): boolean {
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) && !value.startsWith("0000");
}

function toSqlValue(value: unknown): SqlValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "object") return JSON.stringify(value);
  // A text of SQL cannot hold it.
  return Object.is(value, -0) ? "-0" : String(value).replaceAll("\0", "");
}
