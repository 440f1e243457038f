import type { ErrorOf } from "@opend/core";
import { type CreateError, defineErrors, hasCode } from "@opend/core/internal";
import type { FanOutPosition, SkippedWalk } from "./fan-out-place.js";
import type { PagerPosition } from "./pager-position.js";

/** The properties of each error code of pagers, besides `message`, `retryable` and `cause`. */
export interface PagerErrorDetails {
  /** The page size is outside the range of the protocol. */
  InvalidPageSize: { readonly min: number; readonly max: number | undefined };
  /** No page can have returned this cursor. */
  InvalidCursor: { readonly cursor: string };
  /** A page could not be fetched; `cause` says why. `cursor` fetches that page (undefined: the first). */
  PageFailed: PagerPosition;
  /** The caller's `AbortSignal` fired; `cause` is its reason. `cursor` fetches the page that was not fetched. */
  Aborted: { readonly cursor?: string | undefined };
  /** The gateway returned a cursor for the second time: going on would never end. */
  RepeatedCursor: PagerPosition;
  /** There are more pages than `maxPages`, or more empty pages in a row than any gateway should send. */
  TooManyPages: PagerPosition & { readonly maxPages: number };
  /** The reply to a request about many securities has no row of one of them, and does not say why. */
  NotAnswered: { readonly securityCode: string };
  /** A walk over many securities or requests ended early; `cause` says why. */
  FanOutFailed: {
    /** The walk that failed, and the cursor of its page. Undefined when nothing had been requested yet. */
    readonly failed: FanOutPosition | undefined;
    /**
     * Everything that is left: the walks that had not reached their end, the failed one first, then those of a list
     * that had not begun.
     */
    readonly resume: readonly FanOutPosition[];
    /** The walks that were skipped before, with `onFailure: "skip"`. */
    readonly skipped: readonly SkippedWalk[];
    /** How many of the given securities or requests had begun, skipped ones included. */
    readonly begun: number;
  };
}

/** The stable name of an error of pagers. */
export type PagerErrorCode = keyof PagerErrorDetails;

/** An error of pagers with the details of its code. */
export type PagerErrorOf<C extends PagerErrorCode> = ErrorOf<PagerErrorDetails, C>;

const codes: readonly PagerErrorCode[] = [
  "InvalidPageSize",
  "InvalidCursor",
  "PageFailed",
  "Aborted",
  "RepeatedCursor",
  "TooManyPages",
  "NotAnswered",
  "FanOutFailed",
];

/**
 * Creates an error of pagers, with its details as properties.
 *
 * @internal
 */
export const createPagerError: CreateError<PagerErrorDetails> = defineErrors<PagerErrorDetails>();

/**
 * Returns whether a caught value is an error of pagers and, if codes are given, has one of those codes. Narrows the
 * type, so that you can read the details of the code: `isPagerError(error, "PageFailed") && error.cursor`.
 */
export function isPagerError<C extends PagerErrorCode = PagerErrorCode>(
  value: unknown,
  ...wanted: readonly C[]
): value is PagerErrorOf<C> {
  return hasCode(value, wanted.length > 0 ? wanted : codes);
}
