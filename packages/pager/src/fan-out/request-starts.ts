import { createError } from "@opend/core/internal";
import type { RequestPlace } from "../errors/fan-out-place.js";
import type { Page, Pager } from "../pages/pager.js";
import type { PagerOptions } from "../pages/pager-options.js";
import { type FanOutPage, pageWalk } from "./page-walk.js";
import { readSource } from "./source-reader.js";
import type { ResumeFrom, WalkStart, WalkStarts } from "./walk.js";

/** A request whose pages to walk: the request, or the request with the place to resume from. */
export type RequestStart<Request> = Request | RequestResume<Request>;

/** A request whose pages to walk from a place on. */
interface RequestResume<Request> extends ResumeFrom {
  readonly request: Request;
}

/** The requests to walk. An array is checked as a whole before anything is sent. Other iterables are read as needed. */
export type RequestStarts<Request> = (Iterable<RequestStart<Request>> & object) | AsyncIterable<RequestStart<Request>>;

/**
 * The walks for requests.
 *
 * @param open creates the pager of one request
 * @throws `InvalidOption` for an empty array, and for what is no request
 */
export function toRequestWalks<Row, P extends Page<Row>, Request extends object>(
  requests: RequestStarts<Request>,
  open: (request: Request, options: PagerOptions) => Pager<Row, P>,
): WalkStarts<FanOutPage<P, RequestPlace<Request>>, RequestPlace<Request>> {
  const toWalk = (
    start: RequestStart<Request>,
    requestIndex: number,
  ): WalkStart<FanOutPage<P, RequestPlace<Request>>, RequestPlace<Request>> => {
    const { request, cursor, limit }: RequestResume<Request> = hasRequest(start) ? start : { request: start };
    return pageWalk({ place: { request, requestIndex }, cursor, limit }, (options) => open(request, options));
  };
  if (!Array.isArray(requests)) return () => readSource(requests, toWalk);
  const list: readonly RequestStart<Request>[] = requests;
  if (list.length === 0) {
    throw createError("InvalidOption", "the list of requests is empty: give at least one", { option: "requests" });
  }
  return list.map(toWalk);
}

/** No request has a field named `request`. */
function hasRequest<Request extends object>(start: RequestStart<Request>): start is RequestResume<Request> {
  return typeof start === "object" && start !== null && "request" in start;
}
