import { describeUnknownField } from "../base/nearest-name.js";
import { type Content, type FieldPlan, type MessagePlan, planOf } from "./message-plan.js";
import type { MessageShape, Mistake } from "./message-shape.js";

/**
 * Finds the first field of a message that is missing or does not fit its type. The reason never contains the value,
 * which may be a password.
 */
export function findMistake(shape: MessageShape, message: object): Mistake | undefined {
  return mistakeIn(planOf(shape), message);
}

function mistakeIn({ fields, names }: MessagePlan, message: object): Mistake | undefined {
  let present = 0;
  let mistake: Mistake | undefined;
  for (const field of fields) {
    const value = (message as Readonly<Record<string, unknown>>)[field.name];
    if (value !== undefined) present++;
    mistake ??= mistakeAt(field, value);
  }
  // A misspelled field is also missing, and its name says more. Look for one only if there are extra fields.
  const unknown = Object.keys(message).length > present ? findUnknown(names, message) : undefined;
  return unknown ?? mistake;
}

function findUnknown(names: ReadonlySet<string>, message: object): Mistake | undefined {
  const unknown = Object.entries(message).find(([name, value]) => !names.has(name) && value !== undefined);
  if (!unknown) return undefined;
  const [path] = unknown;
  return { path, reason: describeUnknownField(path, [...names]) };
}

function mistakeAt(field: FieldPlan, value: unknown): Mistake | undefined {
  const { name, isRequired, isList } = field;
  if (value === undefined && !isList) return isRequired ? { path: name, reason: "is required and missing" } : undefined;
  return under(name, isList ? mistakeInList(field, value) : mistakeInValue(field, value));
}

function mistakeInList(content: Content, list: unknown): Mistake | undefined {
  if (!Array.isArray(list)) {
    const reason = list === undefined ? "is a list and is missing: use [] for an empty one" : wrong(list, "a list");
    return { path: "", reason };
  }
  for (let index = 0; index < list.length; index++) {
    const mistake = mistakeInValue(content, list[index]);
    if (mistake) return under(`[${index}]`, mistake);
  }
  return undefined;
}

function mistakeInValue({ scalar, message }: Content, value: unknown): Mistake | undefined {
  if (scalar) return scalar.fits(value) ? undefined : { path: "", reason: wrong(value, scalar.what) };
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { path: "", reason: wrong(value, "a message") };
  }
  return message && under(".", mistakeIn(message, value));
}

/** Prefixes the path of a nested mistake with a step. */
function under(step: string, mistake: Mistake | undefined): Mistake | undefined {
  return mistake && { path: step + mistake.path, reason: mistake.reason };
}

function wrong(value: unknown, what: string): string {
  const kind = value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
  const article = kind === "null" || kind === "undefined" ? "" : kind === "object" ? "an " : "a ";
  return `holds ${article}${kind}, not ${what}`;
}
