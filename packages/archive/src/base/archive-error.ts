import type { ErrorOf } from "@opend/core";
import { type CreateError, defineErrors, hasCode } from "@opend/core/internal";

/** The properties of each error code of archives, besides `message`, `retryable` and `cause`. */
export interface ArchiveErrorDetails {
  /** The database cannot be opened: it is locked, not readable or no database. */
  StoreUnavailable: { readonly location: string };
  /** Another version of this package made the database, and this one cannot read it. */
  StoreVersion: { readonly location: string; readonly found: number; readonly known: number };
  /** The database failed. All that was committed before is kept. */
  StoreFailed: { readonly location: string };
  /** The work for several processes cannot be kept: Node is too old, or a package is missing. */
  QueueUnavailable: Record<never, never>;
  /** A worker was silent for longer than its lease, and its job went to another. */
  LeaseLost: { readonly dataset: string; readonly subject: string };
  /** Data of a market and simulated data do not go into one archive. */
  MixedSources: { readonly location: string };
  /** The archive has no such dataset yet, or nothing of the `subjects`: securities, markets or accounts. */
  NotSynced: { readonly location: string; readonly dataset: string; readonly subjects?: readonly string[] | undefined };
  /** A value has no place in its column. */
  RowDoesNotFit: { readonly dataset: string; readonly column: string; readonly value: unknown };
}

/** The stable name of an error of archives. */
export type ArchiveErrorCode = keyof ArchiveErrorDetails;

/** An error of archives with the details of its code. */
export type ArchiveErrorOf<C extends ArchiveErrorCode> = ErrorOf<ArchiveErrorDetails, C>;

const codes: readonly ArchiveErrorCode[] = [
  "StoreUnavailable",
  "StoreVersion",
  "StoreFailed",
  "QueueUnavailable",
  "LeaseLost",
  "MixedSources",
  "NotSynced",
  "RowDoesNotFit",
];

/**
 * Creates an error of archives, with its details as properties.
 *
 * @internal
 */
export const createArchiveError: CreateError<ArchiveErrorDetails> = defineErrors<ArchiveErrorDetails>();

/** Returns whether a caught value is an error of archives and, if codes are given, has one of those codes. */
export function isArchiveError<C extends ArchiveErrorCode = ArchiveErrorCode>(
  value: unknown,
  ...wanted: readonly C[]
): value is ArchiveErrorOf<C> {
  return hasCode(value, wanted.length > 0 ? wanted : codes);
}
