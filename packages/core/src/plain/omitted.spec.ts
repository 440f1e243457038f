import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { omittedFrom } from "../base/omitted.js";
import { valueAt } from "../base/value-at.js";
import { is64Bit } from "../message/scalar-rules.js";
import { arbitraryMessage } from "../testing/arbitrary-message.js";
import { loadPlainForms } from "../testing/plain-forms.js";
import type { PlainShape } from "./plain-shape.js";
import { type ShapeField, shapeFields } from "./shape-fields.js";

const forms = await loadPlainForms();
const large = fc.oneof(
  fc.constantFrom(2n ** 53n, 2n ** 63n - 1n, 2n ** 64n - 1n),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }),
);

const isQuantity = ({ content }: ShapeField) =>
  "rule" in content && content.rule === "quantity" && is64Bit(content.scalar);

/** The fields of a message that hold 64-bit quantities, with the names that lead to them. */
function quantitiesOf(shape: PlainShape, above: readonly PlainShape[] = []): readonly (readonly ShapeField[])[] {
  if (above.includes(shape)) return [];
  return shapeFields(shape).flatMap((field) => {
    if (isQuantity(field)) return [[field]];
    const { content } = field;
    if (!("shape" in content)) return [];
    return quantitiesOf(content.shape, [...above, shape]).map((rest) => [field, ...rest]);
  });
}

/** Follows fields, into the last item of each list. */
function follow(value: unknown, fields: readonly ShapeField[]): { readonly object: object; readonly path: string } {
  let object: unknown = value;
  let path = "";
  for (const { name, isList } of fields) {
    const next: unknown = Reflect.get(Object(object), name);
    object = isList && Array.isArray(next) ? next.at(-1) : next;
    path += `${name}${isList && Array.isArray(next) ? `[${next.length - 1}]` : ""}.`;
  }
  return { object: Object(object), path };
}

const withQuantities = forms.flatMap((form) => {
  const paths = quantitiesOf(form.shape);
  return paths.length > 0 ? [[form.shape.name, form, paths] as const] : [];
});

describe("a quantity that no number holds", () => {
  it("may be in many messages", () => {
    expect(withQuantities.length).toBeGreaterThan(50);
  });

  it.each(withQuantities)("is left out of %s alone, and told exactly", (_, form, paths) => {
    fc.assert(
      fc.property(arbitraryMessage(form.shape, true), fc.constantFrom(...paths), large, (message, fields, value) => {
        const above = fields.slice(0, -1);
        const name = fields.at(-1)?.name ?? "";
        const before = form.toPlain(message);
        expect(omittedFrom(before)).toEqual([]);
        const place = follow(message, above);
        Reflect.set(place.object, name, value);
        const plain = form.toPlain(message);
        const path = `${place.path}${name}`;
        expect(omittedFrom(plain)).toEqual([{ path, value }]);
        const row = follow(plain, above).object;
        expect(Reflect.get(row, name)).toBeUndefined();
        expect(valueAt(row, [name])).toBe(value);
        // Everything else is as before.
        Reflect.set(row, name, Reflect.get(follow(before, above).object, name));
        expect(JSON.stringify(sorted(plain))).toBe(JSON.stringify(sorted(before)));
      }),
      { numRuns: 5 },
    );
  });
});

/** The same with the names of fields in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, sorted(each)]));
}
