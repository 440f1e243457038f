import { createError } from "../base/errors.js";
import { type FieldPlan, type MessagePlan, planOf } from "./message-plan.js";
import type { MarketPlace, MessageShape } from "./message-shape.js";
import { type ScalarRule, scalarRules } from "./scalar-rules.js";

/**
 * Returns the message for a request as a program may write it: with an empty list for each list that was left out, a
 * message for each security code, and a text or a number for each `Date`. A message that has nothing of this is returned
 * as is, and so is a value that is not a message. `T` is the type of messages with this shape.
 *
 * @throws `InvalidCode`, and `InvalidMessage` for a `Date` that cannot be written
 */
export function completeRequest<T>(shape: MessageShape, input: unknown): T {
  return complete(planOf(shape), input, { zone: undefined, path: "" }) as T;
}

/** Where the completion is. */
interface Place {
  /** The time zone of the market, as far as it is known. */
  readonly zone: string | undefined;
  readonly path: string;
}

function complete(plan: MessagePlan | undefined, input: unknown, above: Place): unknown {
  if (plan?.fromText && typeof input === "string") return plan.fromText(input);
  if (!plan || plan.completed.length === 0 || !isObject(input)) return input;
  const changed: Record<string, unknown> = {};
  const { market, completed } = plan;
  const isLast = ({ name, needsZone }: FieldPlan) => needsZone && name !== market?.path[0];
  const completeEach = (fields: readonly FieldPlan[], { zone, path }: Place) => {
    for (const field of fields) {
      const value = input[field.name];
      const place = { zone, path: path === "" ? field.name : `${path}.${field.name}` };
      const completed = completeField(field, value, place);
      if (completed !== value) changed[field.name] = completed;
    }
  };
  if (market === undefined) completeEach(completed, above);
  else {
    // The market, which may be written as a code, tells the time zone of the dates.
    completeEach(
      completed.filter((field) => !isLast(field)),
      above,
    );
    const zone = zoneIn(market, { ...input, ...changed }, above.zone);
    completeEach(completed.filter(isLast), { ...above, zone });
  }
  return Object.keys(changed).length > 0 ? { ...input, ...changed } : input;
}

function completeField(field: FieldPlan, value: unknown, place: Place): unknown {
  if (field.isList) return completeList(field.message, value, place);
  if (field.message) return complete(field.message, value, place);
  return field.writeDate && value instanceof Date ? writeDate(field, field.writeDate, value, place) : value;
}

function completeList(plan: MessagePlan | undefined, list: unknown, place: Place): unknown {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return list;
  const items = list.map((item, index) => complete(plan, item, { ...place, path: `${place.path}[${index}]` }));
  return items.some((item, index) => item !== list[index]) ? items : list;
}

function writeDate(
  { scalar }: FieldPlan,
  write: NonNullable<FieldPlan["writeDate"]>,
  date: Date,
  { zone, path }: Place,
): unknown {
  if (Number.isNaN(date.getTime())) throw refusal(path, "holds an invalid Date");
  const written = zone === undefined && write.length > 1 ? undefined : write(date, zone ?? "");
  if (written === undefined)
    throw refusal(path, "holds a Date, but the time zone of the market is not known: use a text");
  return toScalar(written, scalar);
}

/** Returns what a writer wrote as the type of a field has it. Integers drop what is less than their unit. */
function toScalar(written: string | number, scalar: ScalarRule | undefined): unknown {
  switch (scalar) {
    case scalarRules.string:
      return written;
    case scalarRules.double:
    case scalarRules.float:
      return Number(written);
    case scalarRules.int64:
    case scalarRules.uint64:
      return BigInt(Math.floor(Number(written)));
    default:
      return Math.floor(Number(written));
  }
}

function refusal(path: string, reason: string): Error {
  return createError("InvalidMessage", `the field c2s.${path} ${reason}`, { messageName: "C2S", path: `c2s.${path}` });
}

function isObject(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Every enum of markets says with this number that the market is unknown or not set. */
const unknownMarket = 0;

/** Returns the time zone of a market, which some do not have. `above` is that of the message above, for no market. */
export function zoneOr(
  zones: Readonly<Record<number, string>>,
  market: number | undefined,
  above: string | undefined,
): string | undefined {
  return market === undefined || market === unknownMarket ? above : zones[market];
}

/** Returns the time zone of the market that a message names, or `above` when the message names no market. */
export function zoneIn({ path, zones }: MarketPlace, message: object, above: string | undefined): string | undefined {
  let value: unknown = message;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return above;
    const fields: Readonly<Record<string | number, unknown>> = { ...value };
    value = fields[step];
  }
  return zoneOr(zones, typeof value === "number" ? value : undefined, above);
}
