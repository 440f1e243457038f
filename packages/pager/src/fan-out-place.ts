import type { OpendError } from "@opend/core";

/** Identifies a walk by its security. */
export interface SecurityPlace<Code extends string = string> {
  /** The code of the security, such as `HK.00700`. */
  readonly code: Code;
}

/** Identifies a walk by its request. */
export interface RequestPlace<Request = unknown> {
  /** The request as it was passed. */
  readonly request: Request;
  /** The index among the requests that were passed: 0 for the first. */
  readonly requestIndex: number;
}

/** Identifies one of many walks. */
export type FanOutPlace = SecurityPlace | RequestPlace;

/** The position of one of many walks. */
export type FanOutPosition<Place extends FanOutPlace = FanOutPlace> = Place & {
  /** Fetches the page that was not delivered. Undefined: start from the beginning. */
  readonly cursor: string | undefined;
};

/** A walk that was skipped because one of its pages could not be fetched. */
export type SkippedWalk<Place extends FanOutPlace = FanOutPlace> = Place & {
  /** Fetches the page that failed. Undefined: the first page. */
  readonly cursor: string | undefined;
  /** Why the page could not be fetched. */
  readonly error: OpendError;
};
