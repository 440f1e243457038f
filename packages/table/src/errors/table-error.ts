import type { ErrorOf } from "@opend/core";
import { type CreateError, defineErrors, hasCode } from "@opend/core/internal";

/** The properties of each error code of tables, besides `message`, `retryable` and `cause`. */
export interface TableErrorDetails {
  /** A file cannot be written. `path` is the file that was asked for, and `cause` what the system said. */
  TableWriteFailed: { readonly path: string };
  /** A value has no place in its column. `row` counts from 1. */
  ValueDoesNotFit: { readonly column: string; readonly row: number; readonly value: unknown };
  /** The table is finished or discarded, or an earlier write to it failed. */
  TableClosed: Record<never, never>;
}

/** The stable name of an error of tables. */
export type TableErrorCode = keyof TableErrorDetails;

/** An error of tables with the details of its code. */
export type TableErrorOf<C extends TableErrorCode> = ErrorOf<TableErrorDetails, C>;

const codes: readonly TableErrorCode[] = ["TableWriteFailed", "ValueDoesNotFit", "TableClosed"];

/**
 * Creates an error of tables, with its details as properties.
 *
 * @internal
 */
export const createTableError: CreateError<TableErrorDetails> = defineErrors<TableErrorDetails>();

/**
 * Returns whether a caught value is an error of tables and, if codes are given, has one of those codes. Narrows the
 * type, so that you can read the details of the code: `isTableError(error, "ValueDoesNotFit") && error.column`.
 */
export function isTableError<C extends TableErrorCode = TableErrorCode>(
  value: unknown,
  ...wanted: readonly C[]
): value is TableErrorOf<C> {
  return hasCode(value, wanted.length > 0 ? wanted : codes);
}
