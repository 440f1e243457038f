import type { RequestStarts } from "./request-starts.js";
import { isIterable } from "./source-reader.js";

/** Calls one function for a request, and another for a list. Generic, since the compiler cannot tell them apart. */
export function oneOrMany<Request, One, Many>(
  asked: Request | RequestStarts<Request>,
  one: (request: Request) => One,
  many: (requests: RequestStarts<Request>) => Many,
): One | Many {
  return isMany(asked) ? many(asked) : one(asked);
}

function isMany<Request>(asked: Request | RequestStarts<Request>): asked is RequestStarts<Request> {
  return isIterable(asked);
}
