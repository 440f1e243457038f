import type { FieldShape, MessageShape } from "./message-shape.js";
import { type ScalarRule, scalarRules } from "./scalar-rules.js";

/** A field, as those who look at messages need it. */
export interface FieldPlan {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isList: boolean;
  /** What its values are: a scalar or a message. */
  readonly holds: ScalarRule | MessagePlan;
}

/** The fields of a message, and which of them are of interest to whom. */
export interface MessagePlan {
  readonly fields: readonly FieldPlan[];
  /** Fields that are required, or have a required one further in. */
  readonly demanding: readonly FieldPlan[];
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
    demanding: fields.filter(({ isRequired, holds }) => isRequired || (isMessage(holds) && holds.demanding.length > 0)),
    listed: fields.filter(({ isList, holds }) => isList || (isMessage(holds) && holds.listed.length > 0)),
  };
  plans.set(shape, plan);
  return plan;
}

/** Whether the values of a field are messages. */
export function isMessage(holds: ScalarRule | MessagePlan): holds is MessagePlan {
  return "fields" in holds;
}

function fieldsOf(
  shapes: Readonly<Record<string, FieldShape>> = {},
  label: { readonly isRequired: boolean; readonly isList: boolean },
): FieldPlan[] {
  return Object.entries(shapes).map(([name, shape]) => ({
    name,
    ...label,
    holds: typeof shape === "string" ? scalarRules[shape] : planOf(shape),
  }));
}
