import { type FieldPlan, isMessage, type MessagePlan, planOf } from "./message-plan.js";
import type { MessageShape } from "./message-shape.js";

/** Path of the first required field that is missing from a decoded message, or undefined. */
export function findMissing(shape: MessageShape, message: object): string | undefined {
  return missingIn(planOf(shape), message);
}

/** Most rows have nothing required, and are not looked at. */
function missingIn({ demanding }: MessagePlan, message: object): string | undefined {
  for (const field of demanding) {
    const value = (message as Readonly<Record<string, unknown>>)[field.name];
    const path = value === undefined ? missingField(field) : missingInValue(field, value);
    if (path !== undefined) return path;
  }
  return undefined;
}

function missingField({ name, isRequired }: FieldPlan): string | undefined {
  return isRequired ? name : undefined;
}

function missingInValue({ name, isList, holds }: FieldPlan, value: unknown): string | undefined {
  if (!isMessage(holds)) return undefined;
  if (!isList) {
    const path = missingIn(holds, value as object);
    return path === undefined ? undefined : `${name}.${path}`;
  }
  const list = value as readonly object[];
  for (let index = 0; index < list.length; index++) {
    const path = missingIn(holds, list[index] as object);
    if (path !== undefined) return `${name}[${index}].${path}`;
  }
  return undefined;
}
