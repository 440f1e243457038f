import type { FieldShape, MessageShape } from "./message-shape.js";

/**
 * The message with an empty list wherever one is left out; what has all its lists is given back as it is, and so is what
 * is no message. `T` is the type of the messages that have the shape.
 */
export function completeLists<T>(shape: MessageShape, message: unknown): T {
  return withLists(shape, message) as T;
}

function withLists(shape: FieldShape, message: unknown): unknown {
  if (typeof shape === "string" || !isMessage(message)) return message;
  const changed: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(shape.repeated ?? {})) {
    const list = message[name];
    if (list === undefined) changed[name] = [];
    else if (Array.isArray(list)) {
      const items = list.map((item) => withLists(field, item));
      if (items.some((item, index) => item !== list[index])) changed[name] = items;
    }
  }
  for (const [name, field] of Object.entries({ ...shape.required, ...shape.optional })) {
    const value = withLists(field, message[name]);
    if (value !== message[name]) changed[name] = value;
  }
  return Object.keys(changed).length > 0 ? { ...message, ...changed } : message;
}

function isMessage(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
