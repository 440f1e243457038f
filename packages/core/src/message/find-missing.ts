import { type MessagePlan, planOf } from "./message-plan.js";
import type { MessageShape } from "./message-shape.js";

/** Returns the path of the first required field that is missing from a decoded message, or undefined. */
export function findMissing(shape: MessageShape, message: object): string | undefined {
  return missingIn(planOf(shape), message);
}

/** Most rows have no required fields and are skipped. */
function missingIn({ demanding }: MessagePlan, message: object): string | undefined {
  for (let n = 0; n < demanding.length; n++) {
    const field = demanding[n];
    if (field === undefined) break;
    const { name, isRequired, isList, message: inner } = field;
    const value = (message as Readonly<Record<string, unknown>>)[name];
    if (value === undefined) {
      if (isRequired) return name;
    } else if (inner) {
      const path = isList
        ? missingInList(inner, value as readonly object[])
        : under(".", missingIn(inner, value as object));
      if (path !== undefined) return name + path;
    }
  }
  return undefined;
}

function missingInList(plan: MessagePlan, list: readonly object[]): string | undefined {
  const { isComplete } = plan;
  for (let index = 0; index < list.length; index++) {
    const item = list[index] as Readonly<Record<string, unknown>>;
    if (isComplete?.(item)) continue;
    const path = missingIn(plan, item);
    if (path !== undefined) return `[${index}].${path}`;
  }
  return undefined;
}

function under(step: string, path: string | undefined): string | undefined {
  return path === undefined ? undefined : step + path;
}
