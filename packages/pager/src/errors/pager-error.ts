import type { ErrorOf } from "@opend/core";
import { type CreateError, defineErrors, hasCode } from "@opend/core/internal";
import type { FanOutPosition, SkippedWalk } from "./fan-out-place.js";
import type { PagerPosition } from "./pager-position.js";

/** What each error code of pagers carries besides `message`, `retryable` and `cause`. */
export interface PagerErrorDetails {
  /** A page size outside the range of the protocol. */
  InvalidPageSize: { readonly min: number; readonly max: number | undefined };
  /** A resume cursor that no page can have given. */
  InvalidCursor: { readonly cursor: string };
  /** A page could not be fetched; `cause` says why. `cursor` fetches that page (undefined: the first). */
  PageFailed: PagerPosition;
  /** The caller's `AbortSignal` fired; `cause` is its reason. `cursor` fetches the page that was not fetched. */
  Aborted: { readonly cursor?: string | undefined };
  /** The gateway returned a cursor for the second time: going on would never end. */
  RepeatedCursor: PagerPosition;
  /** More pages than `maxPages`, or more empty ones in a row than any gateway should send. */
  TooManyPages: PagerPosition & { readonly maxPages: number };
  /** A walk over many securities or requests ended before its end; `cause` says why. */
  FanOutFailed: {
    /** What could not be fetched, and the cursor of that page. Undefined when nothing had been asked for yet. */
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
  "FanOutFailed",
];

/**
 * Creates an error of pagers, with its details as properties.
 *
 * @internal
 */
export const createPagerError: CreateError<PagerErrorDetails> = defineErrors<PagerErrorDetails>();

/**
 * Whether a caught value is an error of pagers, and of one of the given codes if any are given. Narrows the type, so that
 * the details of the code can be read: `isPagerError(error, "PageFailed") && error.cursor`.
 */
export function isPagerError<C extends PagerErrorCode = PagerErrorCode>(
  value: unknown,
  ...wanted: readonly C[]
): value is PagerErrorOf<C> {
  return hasCode(value, wanted.length > 0 ? wanted : codes);
}
