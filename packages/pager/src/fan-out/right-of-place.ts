import { quoteRightOf } from "@opend/core/internal";
import type { FanOutPlace } from "../errors/fan-out-place.js";

/** The right that an account needs for the quotes of a place. Undefined for a request without a security. */
export function rightOfPlace(place: FanOutPlace): string | undefined {
  const code = "code" in place ? place.code : codeOf(place.request);
  return code === undefined ? undefined : quoteRightOf(code);
}

/** The code of a request about one security, in plain form or as the gateway wants it. */
function codeOf(request: unknown): string | undefined {
  if (typeof request !== "object" || request === null || !("security" in request)) return undefined;
  const { security } = request;
  if (typeof security === "string") return security;
  if (typeof security !== "object" || security === null) return undefined;
  return "market" in security && "code" in security ? `${security.market}.${security.code}` : undefined;
}
