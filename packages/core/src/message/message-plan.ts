import type { DateWriter, FieldShape, MarketPlace, MessageShape } from "./message-shape.js";
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
  /** Writes a `Date` that a request has in its place. */
  readonly writeDate: DateWriter | undefined;
  /** Whether it takes a `Date`, or is a message with a field that does. */
  readonly needsZone: boolean;
}

/** The fields of a message, grouped by the checks that need them. */
export interface MessagePlan {
  readonly fields: readonly FieldPlan[];
  readonly names: ReadonlySet<string>;
  /** Fields that are required, or that contain a required field at any depth. */
  readonly demanding: readonly FieldPlan[];
  /** A faster test of whether no required field is missing, where the shape has one. */
  readonly isComplete: MessageShape["isComplete"] | undefined;
  /** Fields that a request may write in another way: lists, codes, dates, and messages that contain one at any depth. */
  readonly completed: readonly FieldPlan[];
  readonly fromText: MessageShape["fromText"] | undefined;
  readonly market: MarketPlace | undefined;
}

const plans = new WeakMap<MessageShape, MessagePlan>();

/** Returns the plan of a shape. Each plan is built once, because messages are checked all the time. */
export function planOf(shape: MessageShape): MessagePlan {
  const known = plans.get(shape);
  if (known) return known;
  const fields = [
    ...fieldsOf(shape, shape.required, { isRequired: true, isList: false }),
    ...fieldsOf(shape, shape.optional, { isRequired: false, isList: false }),
    ...fieldsOf(shape, shape.repeated, { isRequired: false, isList: true }),
  ];
  const plan = {
    fields,
    names: new Set(fields.map(({ name }) => name)),
    isComplete: shape.isComplete,
    demanding: fields.filter(({ isRequired, message }) => isRequired || (message?.demanding.length ?? 0) > 0),
    completed: fields.filter(
      ({ isList, writeDate, message }) =>
        isList || writeDate || message?.fromText || message?.market || (message?.completed.length ?? 0) > 0,
    ),
    fromText: shape.fromText,
    market: shape.market,
  };
  plans.set(shape, plan);
  return plan;
}

function fieldsOf(
  { dates }: MessageShape,
  shapes: Readonly<Record<string, FieldShape>> = {},
  label: { readonly isRequired: boolean; readonly isList: boolean },
): FieldPlan[] {
  return Object.entries(shapes).map(([name, shape]) =>
    typeof shape === "string"
      ? { name, ...label, scalar: scalarRules[shape], message: undefined, ...dateRule(dates?.[name]) }
      : {
          name,
          ...label,
          scalar: undefined,
          message: planOf(shape),
          writeDate: undefined,
          needsZone: takesDates(planOf(shape)),
        },
  );
}

function dateRule(writeDate: DateWriter | undefined): Pick<FieldPlan, "writeDate" | "needsZone"> {
  return { writeDate, needsZone: writeDate !== undefined };
}

function takesDates({ fields }: MessagePlan): boolean {
  return fields.some(({ needsZone }) => needsZone);
}
