import { namesOf } from "@opend/core";
import type { PlainForm, PlainRule, PlainShape } from "@opend/core/plain";
import { expect } from "vitest";
import type { Fields } from "../base/fields.js";

const day = /^\d{4}-\d{2}-\d{2}$/;
const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?$/;

/** A value in a message that is no message. */
export interface PlainField {
  /** The full name of the field, such as `Qot_Common.KLine.time`. */
  readonly name: string;
  readonly rule: Exclude<PlainRule, { readonly shape: PlainShape }>;
  /** As the gateway sends it. */
  readonly value: unknown;
  /** In the plain form. */
  readonly plain: unknown;
  /** The plain form of the message that it is in. */
  readonly row: Fields;
}

/** Checks that a message shows the meanings of the contract, and returns all its fields. */
export function checkPlain(
  form: Pick<PlainForm<Fields, unknown>, "shape" | "toPlain" | "fromPlain">,
  body: Fields,
  zone?: string,
) {
  const plain = form.toPlain(body, zone);
  expect(form.fromPlain(plain, zone)).toEqual(body);
  const fields = fieldsIn(form.shape, body, plain);
  for (const field of fields) expect(fits(field), `${field.name}: ${JSON.stringify(field.plain)}`).toBe(true);
  return fields;
}

function fits({ rule, plain }: PlainField): boolean {
  if (typeof rule === "object") {
    const names: readonly unknown[] = namesOf("enum" in rule ? rule.enum : rule.flags);
    const given: readonly unknown[] = Array.isArray(plain) ? plain : [plain];
    return given.every((name) => names.includes(name));
  }
  const text = String(plain);
  switch (rule) {
    case "day":
    case "slashedDay":
    case "compactDay":
      return day.test(text);
    case "moment":
      return day.test(text) || iso.test(text);
    case "seconds":
    case "milliseconds":
    case "microseconds":
    case "iso":
      return iso.test(text);
    case "quantity":
      return typeof plain === "number";
    default:
      return true;
  }
}

function fieldsIn({ name, fields }: PlainShape, message: Fields, plain: unknown): PlainField[] {
  const row = toFields(plain);
  return Object.entries(fields).flatMap(([field, rule]) => {
    const [values, shown] = [toList(message[field]), toList(row[field])];
    return values.flatMap((value, index) => {
      if (typeof rule === "object" && "shape" in rule) {
        return rule.shape.isCode ? [] : fieldsIn(rule.shape, toFields(value), shown[index]);
      }
      return [{ name: `${name}.${field}`, rule, value, plain: shown[index], row }];
    });
  });
}

function toFields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function toList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
