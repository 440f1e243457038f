import type { FieldShape, MessageShape } from "./message-shape.js";
import { type ScalarRule, scalarRules } from "./scalar-rules.js";

/** What a field holds: one of the two is there. */
export interface Content {
  readonly scalar: ScalarRule | undefined;
  readonly message: MessagePlan | undefined;
}

/** A field, as those who look at messages need it. */
export interface FieldPlan extends Content {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isList: boolean;
}

/** The fields of a message, and which of them are of interest to whom. */
export interface MessagePlan {
  readonly fields: readonly FieldPlan[];
  readonly names: ReadonlySet<string>;
  /** Fields that are required, or have a required one further in. */
  readonly demanding: readonly FieldPlan[];
  /** Whether nothing required is missing, where that is quicker to find out. */
  readonly isComplete: MessageShape["isComplete"] | undefined;
  /** Lists, and messages that have one further in. */
  readonly listed: readonly FieldPlan[];
}

const plans = new WeakMap<MessageShape, MessagePlan>();

/** What there is to look at in a message: worked out once for each shape, since messages are looked at all the time. */
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
