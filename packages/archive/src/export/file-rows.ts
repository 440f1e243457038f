import type { TableColumn } from "@opend/table";
import type { Dataset } from "../datasets/dataset.js";
import { snakeCase } from "../sql/names.js";
import type { StoredRow } from "../store/store.js";

/** The columns of files: those of a walk, whose values stored rows have in snake case. */
export function fileColumns({ columns }: Dataset): readonly TableColumn[] {
  return columns.map((column) => ({ ...column, path: [snakeCase(column.name)] }));
}

/** Returns what makes a stored row one of a walk again: lists are texts in a table, and so are numbers of an enum. */
export function fileRows({ columns }: Dataset): (row: StoredRow) => object {
  const readers = columns.flatMap(({ name, type, isList }): [string, (text: string) => unknown][] => {
    if (isList) return [[snakeCase(name), listValue]];
    return type === "enum" ? [[snakeCase(name), enumValue]] : [];
  });
  if (readers.length === 0) return (row) => row;
  return (row) => {
    const changed = readers.flatMap(([name, read]) => {
      const value = row[name];
      return typeof value === "string" ? [[name, read(value)]] : [];
    });
    return { ...row, ...Object.fromEntries(changed) };
  };
}

/** A number that plain rows leave out takes the place of a list. */
function listValue(text: string): unknown {
  return text.startsWith("[") ? JSON.parse(text) : BigInt(text);
}

/** A value without a name is a number. */
function enumValue(text: string): string | number {
  const number = Number(text);
  return /^-?\d+$/.test(text) && Number.isSafeInteger(number) ? number : text;
}
