import type { ScalarName } from "../message/message-shape.js";
import { is64Bit } from "../message/scalar-rules.js";
import type { PlainRule, PlainShape } from "./plain-shape.js";

/** A field of a plain form. */
export interface ShapeField {
  readonly name: string;
  /** Whether the message must have it. A list is never required: what is left out is empty. */
  readonly isRequired: boolean;
  readonly isList: boolean;
  /** Whether the session fills it in. */
  readonly isFilled: boolean;
  /** What it holds, each item if it is a list. */
  readonly content: ShapeContent;
}

/** The form of a message, or a scalar and how it looks. */
export type ShapeContent = { readonly shape: PlainShape } | { readonly rule: ScalarRule; readonly scalar: ScalarName };

/** How a scalar looks. */
export type ScalarRule = Exclude<PlainRule, { readonly shape: PlainShape }>;

/** Returns the fields of a plain form, in the order of the schema. */
export function shapeFields({ wire, fields, filled = [] }: PlainShape): ShapeField[] {
  return Object.entries(fields).map(([name, rule]) => {
    const scalar = wire.required?.[name] ?? wire.optional?.[name] ?? wire.repeated?.[name];
    const isFilled = filled.includes(name);
    return {
      name,
      isRequired: wire.required?.[name] !== undefined && !isFilled,
      isList: wire.repeated?.[name] !== undefined,
      isFilled,
      content: contentOf(name, rule, scalar),
    };
  });
}

/** Whether the plain form leaves it out when it is a number beyond 2^53. */
export function mayBeOmitted(content: ShapeContent): boolean {
  if ("shape" in content || !is64Bit(content.scalar)) return false;
  return content.rule === "quantity" || typeof content.rule === "object";
}

function contentOf(name: string, rule: PlainRule, scalar: unknown): ShapeContent {
  if (typeof rule === "object" && "shape" in rule) return rule;
  if (isScalarName(scalar)) return { rule, scalar };
  throw new TypeError(`${name} is no scalar, and has no form`);
}

/** The shape of a field is the name of a scalar, or the shape of a message. */
function isScalarName(shape: unknown): shape is ScalarName {
  return typeof shape === "string";
}
