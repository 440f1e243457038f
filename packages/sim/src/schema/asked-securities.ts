import type { FieldShape, MessageShape } from "@opend/core";
import { Qot_Common } from "@opend/core/protocols";
import type { Fields } from "../base/fields.js";
import { checkSecurity } from "../market/requests/quoted-security.js";

/** Every security in a request, in order. Refuses the request when one of them cannot exist. */
export function askedSecurities(shape: MessageShape, c2s: Fields): readonly Qot_Common.Security[] {
  const { required, optional, repeated } = shape;
  const found = Object.entries({ ...required, ...optional, ...repeated }).flatMap(([name, field]) =>
    securitiesIn(field, c2s[name]),
  );
  for (const security of found) checkSecurity(security);
  return found;
}

function securitiesIn(field: FieldShape, value: unknown): readonly Qot_Common.Security[] {
  if (typeof field === "string" || typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => securitiesIn(field, item));
  if (isSecurity(field, value)) return [value];
  return askedSecurities(field, { ...value });
}

function isSecurity(field: MessageShape, _value: object): _value is Qot_Common.Security {
  return field === Qot_Common.SecurityShape;
}
