import type { FieldShape, MessageShape } from "./message-shape.js";
import { type ScalarRule, scalarRules } from "./scalar-rules.js";

/** The content of a field: either a scalar rule or a nested plan. */
export interface Content {
  readonly scalar: ScalarRule | undefined;
  readonly message: MessagePlan | undefined;
}

/** A field, prepared for the functions that check messages. */
export interface FieldPlan extends Content {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isList: boolean;
}

/** The fields of a message, grouped by the checks that need them. */
export interface MessagePlan {
  readonly fields: readonly FieldPlan[];
  readonly names: ReadonlySet<string>;
  /** Fields that are required, or that contain a required field at any depth. */
  readonly demanding: readonly FieldPlan[];
  /** A faster test of whether no required field is missing, where the shape has one. */
  readonly isComplete: MessageShape["isComplete"] | undefined;
  /** Lists, and messages that contain a list at any depth. */
  readonly listed: readonly FieldPlan[];
}

const plans = new WeakMap<MessageShape, MessagePlan>();

/** Returns the plan of a shape. Each plan is built once, because messages are checked all the time. */
export function planOf(shape: MessageShape): MessagePlan {
  const known = plans.get(shape);
  if (known) return known;
  const fields = [
    ...fieldsOf(shape.required, { isRequired: true, isList: false }),
    ...fieldsOf(shape.optional, { isRequired: false, isList: false }),
    ...fieldsOf(shape.repeated, { isRequired: false, isList: true }),
  ];
  const plan = {
    fields,
    names: new Set(fields.map(({ name }) => name)),
    isComplete: shape.isComplete,
    demanding: fields.filter(({ isRequired, message }) => isRequired || (message?.demanding.length ?? 0) > 0),
    listed: fields.filter(({ isList, message }) => isList || (message?.listed.length ?? 0) > 0),
  };
  plans.set(shape, plan);
  return plan;
}

function fieldsOf(
  shapes: Readonly<Record<string, FieldShape>> = {},
  label: { readonly isRequired: boolean; readonly isList: boolean },
): FieldPlan[] {
  return Object.entries(shapes).map(([name, shape]) =>
    typeof shape === "string"
      ? { name, ...label, scalar: scalarRules[shape], message: undefined }
      : { name, ...label, scalar: undefined, message: planOf(shape) },
  );
}
