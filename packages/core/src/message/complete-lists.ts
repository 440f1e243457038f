import { type MessagePlan, planOf } from "./message-plan.js";
import type { MessageShape } from "./message-shape.js";

/**
 * Returns the message with an empty list for each list that was left out. A message that has all of its lists is
 * returned as is, and so is a value that is not a message. `T` is the type of messages with this shape.
 */
export function completeLists<T>(shape: MessageShape, message: unknown): T {
  return withLists(planOf(shape), message) as T;
}

function withLists(plan: MessagePlan | undefined, message: unknown): unknown {
  if (!plan || plan.listed.length === 0 || !isObject(message)) return message;
  const changed: Record<string, unknown> = {};
  for (const { name, isList, message: inner } of plan.listed) {
    const value = message[name];
    const completed = isList ? completeList(inner, value) : withLists(inner, value);
    if (completed !== value) changed[name] = completed;
  }
  return Object.keys(changed).length > 0 ? { ...message, ...changed } : message;
}

function completeList(plan: MessagePlan | undefined, list: unknown): unknown {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return list;
  const items = list.map((item) => withLists(plan, item));
  return items.some((item, index) => item !== list[index]) ? items : list;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
