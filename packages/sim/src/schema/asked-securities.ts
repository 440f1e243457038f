import type { FieldShape, MessageShape } from "@opend/core";
import { Qot_Common } from "@opend/core/protocols";
import { refuse } from "../refuse.js";
import type { Fields } from "./schema-protocol.js";

const markets: ReadonlySet<number> = new Set(Object.values(Qot_Common.QotMarket));
const { QotMarket_Unknown: unknown } = Qot_Common.QotMarket;

/** Every security in a request, in order. {@link refuse} when one of them cannot exist. */
export function askedSecurities(shape: MessageShape, c2s: Fields): readonly Qot_Common.Security[] {
  const { required, optional, repeated } = shape;
  const found = Object.entries({ ...required, ...optional, ...repeated }).flatMap(([name, field]) =>
    securitiesIn(field, c2s[name]),
  );
  for (const { market, code } of found) {
    if (market === unknown || !markets.has(market)) refuse(`there is no market ${market}`);
    if (code === "") refuse("a security has an empty code");
  }
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
