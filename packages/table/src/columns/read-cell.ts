import { valueAt } from "@opend/core/internal";
import { createTableError } from "../errors/table-error.js";
import type { TableColumn } from "./table-column.js";

/**
 * Returns the value of one column in a row, or null when the row has none.
 *
 * @param rowNumber counts from 1
 * @throws `ValueDoesNotFit`
 */
export type ReadCell<T> = (row: unknown, rowNumber: number) => T | null;

/** How values get into the cells of a column. */
export interface Conversion<T> {
  /** Returns the cell, null for an empty one, or undefined when the value does not fit. The value is not null. */
  readonly convert: (value: unknown) => T | null | undefined;
  /** What the column takes, such as `a day such as 2026-05-08`. */
  readonly takes: string;
}

/** Returns what reads a column of rows and converts each value. */
export function cellReader<T>({ name, path }: TableColumn, { convert, takes }: Conversion<T>): ReadCell<T> {
  return (row, rowNumber) => {
    const value = valueAt(row, path);
    if (value === undefined || value === null) return null;
    const cell = convert(value);
    if (cell !== undefined) return cell;
    const message = `row ${rowNumber}: ${name} is ${describe(value)}, and the column takes ${takes}`;
    throw createTableError("ValueDoesNotFit", message, { column: name, row: rowNumber, value });
  };
}

function describe(value: unknown): string {
  if (typeof value === "string")
    return value.length > 60 ? `${JSON.stringify(value.slice(0, 60))}…` : JSON.stringify(value);
  if (typeof value === "object") return Array.isArray(value) ? "a list" : "an object";
  return typeof value === "bigint" ? `${value}n` : String(value);
}
