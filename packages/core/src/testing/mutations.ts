import type { ScalarName } from "../message/message-shape.js";
import type { PlainShape } from "../plain/plain-shape.js";
import {
  mayBeOmitted,
  type ScalarRule,
  type ShapeContent,
  type ShapeField,
  shapeFields,
} from "../plain/shape-fields.js";

/** A plain value that is wrong in one place. */
export interface Mutation {
  /** What is wrong, and where. */
  readonly what: string;
  readonly plain: unknown;
}

/** Returns the plain values that differ from a right one in one mistake, for every mistake that applies. */
export function mutationsOf(shape: PlainShape, plain: unknown): Mutation[] {
  if (!isFields(plain)) return [];
  return shapeFields(shape).flatMap((field) => {
    const { name, content } = field;
    const isRequired = field.isRequired && !mayBeOmitted(content);
    const { [name]: value, ...others } = plain;
    if (value === undefined) return [];
    return [
      ...(isRequired ? [{ what: `${name} is left out`, plain: others }] : []),
      { what: `${name} is misspelled`, plain: { ...others, [`${name}x`]: value } },
      ...under(name, ofField(field, value), (wrong) => ({ ...plain, [name]: wrong })),
    ];
  });
}

function ofField({ isList, content }: ShapeField, value: unknown): Mutation[] {
  if (!isList && !isFlags(content)) return ofContent(content, value);
  if (!Array.isArray(value)) return [];
  const items = value.flatMap((item, index) =>
    under(String(index), ofContent(content, item), (wrong) => value.with(index, wrong)),
  );
  return [{ what: "null", plain: null }, { what: "no list", plain: value[0] ?? "" }, ...items];
}

function ofContent(content: ShapeContent, value: unknown): Mutation[] {
  const none = { what: "null", plain: null };
  if ("shape" in content) {
    return content.shape.isCode ? [none, aNumber] : [none, aText, ...mutationsOf(content.shape, value)];
  }
  const { rule } = content;
  if (typeof rule !== "object") return [none, isText(content) ? aNumber : aText];
  return typeof value === "string" ? [none, { what: "a misspelled name", plain: `${value}x` }] : [none, aText];
}

const aNumber: Mutation = { what: "a number", plain: 7 };
const aText: Mutation = { what: "a text", plain: "seven" };

/** Whether a scalar is a text in plain form. */
function isText({ rule, scalar }: { readonly rule: ScalarRule; readonly scalar: ScalarName }): boolean {
  if (rule === "quantity") return false;
  return rule !== "same" || ["string", "bytes", "int64", "uint64"].includes(scalar);
}

function under(name: string, mutations: readonly Mutation[], put: (wrong: unknown) => unknown): Mutation[] {
  return mutations.map(({ what, plain }) => ({ what: `${name}: ${what}`, plain: put(plain) }));
}

function isFlags(content: ShapeContent): boolean {
  return "rule" in content && typeof content.rule === "object" && "flags" in content.rule;
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
