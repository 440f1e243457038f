import { cleanText, valueAt } from "@opend/core/internal";
import type { TableColumn } from "@opend/table";

/** More than the widest cell shows. */
const mostLength = 160;

/** Whether a column is aligned to the right. */
export function isNumeric({ type, isList }: TableColumn): boolean {
  return !isList && (type === "int64" || type === "uint64" || type === "double");
}

/** Returns the value of a column as people read it, in one plain line. Empty for a value that is absent. */
export function cellText(column: TableColumn, row: object): string {
  const value = valueAt(row, column.path);
  if (value === undefined || value === null) return "";
  if (typeof value === "number") return numberText(value, column);
  // People do not read an id as a number.
  if (typeof value === "bigint") return isNumeric(column) ? counts.format(value) : String(value);
  if (isListOfTexts(value)) return cleanText(value.join(", "), mostLength);
  return cleanText(typeof value === "object" ? JSON.stringify(value) : String(value), mostLength);
}

const counts = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const numbers = new Intl.NumberFormat("en-US", { maximumFractionDigits: 4 });
const large = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

function numberText(value: number, { type }: TableColumn): string {
  if (!Number.isFinite(value)) return String(value);
  if (type === "int64" || type === "uint64") return counts.format(value);
  // The digits of a large amount of money behind the point tell nothing.
  if (Math.abs(value) >= 1e7) return large.format(value);
  return Math.abs(value) < 1e-3 && value !== 0 ? String(value) : numbers.format(value);
}

function isListOfTexts(value: unknown): value is readonly (string | number)[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string" || typeof each === "number");
}
