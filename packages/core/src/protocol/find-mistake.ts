import type { FieldShape, MessageShape, Mistake, ScalarName } from "./message-shape.js";

/**
 * The first field of a message that is missing or does not fit its type. The reason never holds the value, which may be
 * a password.
 */
export function findMistake(
  { required = {}, optional = {}, repeated = {} }: MessageShape,
  message: object,
): Mistake | undefined {
  for (const [name, shape] of Object.entries(required)) {
    const value = fieldValue(message, name);
    const mistake =
      value === undefined ? { path: name, reason: "is required and missing" } : mistakeIn(shape, value, name);
    if (mistake) return mistake;
  }
  for (const [name, shape] of Object.entries(optional)) {
    const value = fieldValue(message, name);
    const mistake = value === undefined ? undefined : mistakeIn(shape, value, name);
    if (mistake) return mistake;
  }
  for (const [name, shape] of Object.entries(repeated)) {
    const mistake = mistakeInList(shape, fieldValue(message, name), name);
    if (mistake) return mistake;
  }
  return undefined;
}

function mistakeInList(shape: FieldShape, list: unknown, path: string): Mistake | undefined {
  if (!Array.isArray(list)) {
    return { path, reason: list === undefined ? "is a list and missing: [] is an empty one" : wrong(list, "a list") };
  }
  for (const [index, item] of list.entries()) {
    const mistake = mistakeIn(shape, item, `${path}[${index}]`);
    if (mistake) return mistake;
  }
  return undefined;
}

function mistakeIn(shape: FieldShape, value: unknown, path: string): Mistake | undefined {
  if (typeof shape === "string") {
    const { what, fits } = scalars[shape];
    return fits(value) ? undefined : { path, reason: wrong(value, what) };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { path, reason: wrong(value, "a message") };
  const inner = findMistake(shape, value);
  return inner && { path: `${path}.${inner.path}`, reason: inner.reason };
}

function wrong(value: unknown, what: string): string {
  const kind = value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
  return `holds ${kind === "null" || kind === "undefined" ? kind : `a ${kind}`}, not ${what}`;
}

function fieldValue(message: object, name: string): unknown {
  return (message as Readonly<Record<string, unknown>>)[name];
}

interface ScalarRule {
  readonly what: string;
  fits(value: unknown): boolean;
}

const number: ScalarRule = { what: "a number", fits: (value) => typeof value === "number" };
const scalars: Readonly<Record<ScalarName, ScalarRule>> = {
  bool: { what: "a boolean", fits: (value) => typeof value === "boolean" },
  bytes: { what: "a Uint8Array", fits: (value) => value instanceof Uint8Array },
  string: { what: "a text", fits: (value) => typeof value === "string" },
  double: number,
  float: number,
  int32: whole(-(2 ** 31), 2 ** 31 - 1),
  uint32: whole(0, 2 ** 32 - 1),
  int64: wholeBigint(-(2n ** 63n), 2n ** 63n - 1n),
  uint64: wholeBigint(0n, 2n ** 64n - 1n),
};

function whole(min: number, max: number): ScalarRule {
  return {
    what: `a whole number from ${min} to ${max}`,
    fits: (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
  };
}

function wholeBigint(min: bigint, max: bigint): ScalarRule {
  return {
    what: `a bigint from ${min} to ${max}`,
    fits: (value) => typeof value === "bigint" && value >= min && value <= max,
  };
}
