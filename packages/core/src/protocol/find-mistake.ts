import { type FieldPlan, isMessage, type MessagePlan, planOf } from "./message-plan.js";
import type { MessageShape, Mistake } from "./message-shape.js";
import type { ScalarRule } from "./scalar-rules.js";

/**
 * The first field of a message that is missing or does not fit its type. The reason never holds the value, which may be
 * a password.
 */
export function findMistake(shape: MessageShape, message: object): Mistake | undefined {
  return mistakeIn(planOf(shape), message);
}

function mistakeIn({ fields }: MessagePlan, message: object): Mistake | undefined {
  for (const field of fields) {
    const value = (message as Readonly<Record<string, unknown>>)[field.name];
    const mistake = mistakeAt(field, value);
    if (mistake) return mistake;
  }
  return undefined;
}

function mistakeAt({ name, isRequired, isList, holds }: FieldPlan, value: unknown): Mistake | undefined {
  if (value === undefined && !isList) return isRequired ? { path: name, reason: "is required and missing" } : undefined;
  return under(name, isList ? mistakeInList(holds, value) : mistakeInValue(holds, value));
}

function mistakeInList(holds: ScalarRule | MessagePlan, list: unknown): Mistake | undefined {
  if (!Array.isArray(list)) {
    const reason = list === undefined ? "is a list and missing: [] is an empty one" : wrong(list, "a list");
    return { path: "", reason };
  }
  for (let index = 0; index < list.length; index++) {
    const mistake = mistakeInValue(holds, list[index]);
    if (mistake) return under(`[${index}]`, mistake);
  }
  return undefined;
}

function mistakeInValue(holds: ScalarRule | MessagePlan, value: unknown): Mistake | undefined {
  if (!isMessage(holds)) return holds.fits(value) ? undefined : { path: "", reason: wrong(value, holds.what) };
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { path: "", reason: wrong(value, "a message") };
  }
  return under(".", mistakeIn(holds, value));
}

/** A mistake further in: its path is that from here. */
function under(step: string, mistake: Mistake | undefined): Mistake | undefined {
  return mistake && { path: step + mistake.path, reason: mistake.reason };
}

function wrong(value: unknown, what: string): string {
  const kind = value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
  return `holds ${kind === "null" || kind === "undefined" ? kind : `a ${kind}`}, not ${what}`;
}
