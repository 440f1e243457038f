import type { OpendError } from "@opend/core";

/** Which of many walks: the one over a security. */
export interface SecurityPlace<Code extends string = string> {
  /** The code of the security, such as `HK.00700`. */
  readonly code: Code;
}

/** Which of many walks: the one that a request asks for. */
export interface RequestPlace<Request = unknown> {
  /** The request, as it was given. */
  readonly request: Request;
  /** Its place among those that were given: 0 for the first. */
  readonly requestIndex: number;
}

/** Which of many walks. */
export type FanOutPlace = SecurityPlace | RequestPlace;

/** Where one of many walks stood. */
export type FanOutPosition<Place extends FanOutPlace = FanOutPlace> = Place & {
  /** Fetches the page that was not delivered. Undefined: start from the beginning. */
  readonly cursor: string | undefined;
};

/** One of many walks that was left out, since a page of it could not be had. */
export type SkippedWalk<Place extends FanOutPlace = FanOutPlace> = Place & {
  /** Fetches the page that could not be had. Undefined: the first. */
  readonly cursor: string | undefined;
  /** Why the page could not be had. */
  readonly error: OpendError;
};
