import type { OpendError } from "@opend/core";

/** Identifies one of many walks: the one over a security. */
export interface SecurityPlace<Code extends string = string> {
  /** The code of the security, such as `HK.00700`. */
  readonly code: Code;
}

/** Identifies one of many walks: the one for a request. */
export interface RequestPlace<Request = unknown> {
  /** The request as it was given. */
  readonly request: Request;
  /** Its index among the given requests: 0 for the first. */
  readonly requestIndex: number;
}

/** Identifies one of many walks. */
export type FanOutPlace = SecurityPlace | RequestPlace;

/** The position of one of many walks. */
export type FanOutPosition<Place extends FanOutPlace = FanOutPlace> = Place & {
  /** Fetches the page that was not delivered. Undefined: start from the beginning. */
  readonly cursor: string | undefined;
  /** How many rows are left of the `limit`. Undefined: all. */
  readonly limit?: number | undefined;
};

/** A walk that was skipped because a page of it could not be fetched. */
export type SkippedWalk<Place extends FanOutPlace = FanOutPlace> = Place & {
  /** Fetches that page. Undefined: the first. */
  readonly cursor: string | undefined;
  /** How many rows are left of the `limit`. Undefined: all. */
  readonly limit?: number | undefined;
  /** Why the page could not be fetched. */
  readonly error: OpendError;
};
