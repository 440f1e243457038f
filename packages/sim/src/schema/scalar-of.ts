import type { ScalarName } from "@opend/core";
import type { PlainShape } from "@opend/core/plain";

/** Returns the type of a field, of each item if it is a list. Undefined for a message, and for a field that does not exist. */
export function scalarOf({ wire }: PlainShape, name: string): ScalarName | undefined {
  const content = wire.required?.[name] ?? wire.optional?.[name] ?? wire.repeated?.[name];
  return typeof content === "string" ? content : undefined;
}
