import type { PlainRule, PlainShape } from "@opend/core/plain";
import type { Qot_Common } from "@opend/core/protocols";
import type { Fields } from "../base/fields.js";
import type { SecurityBook } from "../market/listing/security-book.js";

/** Every security in a request, in order. Refuses the request when one of them cannot exist. */
export function askedSecurities(book: SecurityBook, shape: PlainShape, c2s: Fields): readonly Qot_Common.Security[] {
  const found = Object.entries(shape.fields).flatMap(([name, rule]) => securitiesIn(book, rule, c2s[name]));
  for (const security of found) book.check(security);
  return found;
}

function securitiesIn(book: SecurityBook, rule: PlainRule, value: unknown): readonly Qot_Common.Security[] {
  if (typeof rule === "string" || !("shape" in rule) || typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => securitiesIn(book, rule, item));
  if (isSecurity(rule.shape, value)) return [value];
  return askedSecurities(book, rule.shape, { ...value });
}

function isSecurity({ isCode }: PlainShape, _value: object): _value is Qot_Common.Security {
  return isCode === true;
}
