import { createError, type OpendErrorOf } from "../base/errors.js";

/** What is wrong with a value, on its way up to the message that was given. The path grows at each level. */
export class PlainMistake extends Error {
  /** Steps such as `.klList` and `[3]`, the innermost first. */
  readonly steps: string[] = [];

  constructor(readonly reason: string) {
    super(reason);
  }

  /** Adds a step to the path. */
  under(step: string): this {
    this.steps.push(step);
    return this;
  }
}

/** Adds a step to the path of a mistake, and throws it on. Other errors are thrown as they are. */
export function rethrowUnder(step: string, error: unknown): never {
  if (error instanceof PlainMistake) error.under(step);
  throw error;
}

/** Returns the error of this SDK for a mistake in a message. */
export function toPlainError(messageName: string, { steps, reason }: PlainMistake): OpendErrorOf<"InvalidMessage"> {
  const path = [...steps].reverse().join("").replace(/^\./, "");
  const subject = path === "" ? messageName : `${messageName}: the field ${path}`;
  return createError("InvalidMessage", `${subject} ${reason}`, { messageName, path: path === "" ? undefined : path });
}

/** Describes a value that was given, in a few words. */
export function describeGiven(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "nothing";
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === "bigint") return `${value}n, a bigint`;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return "a list";
  return value instanceof Date ? "a Date" : `a${typeof value === "object" ? "n object" : ` ${typeof value}`}`;
}
