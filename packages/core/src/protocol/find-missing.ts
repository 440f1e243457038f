import type { FieldShape, MessageShape } from "./message-shape.js";

/** A field that has to be looked at: it is required, or something required is further in. */
interface Check {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isList: boolean;
  readonly inner: readonly Check[];
}

/** Path of the first required field that is missing from a decoded message, or undefined. */
export function findMissing(shape: MessageShape, message: object): string | undefined {
  return missingIn(checksOf(shape), message);
}

const checksByShape = new WeakMap<MessageShape, readonly Check[]>();

/** Worked out once for each shape: most rows have nothing required, and are not looked at. */
function checksOf(shape: MessageShape): readonly Check[] {
  const known = checksByShape.get(shape);
  if (known) return known;
  const { required = {}, optional = {}, repeated = {} } = shape;
  const checks = [
    ...Object.entries(required).map(([name, field]) => ({
      name,
      isRequired: true,
      isList: false,
      inner: innerOf(field),
    })),
    ...Object.entries(optional).map(([name, field]) => ({
      name,
      isRequired: false,
      isList: false,
      inner: innerOf(field),
    })),
    ...Object.entries(repeated).map(([name, field]) => ({
      name,
      isRequired: false,
      isList: true,
      inner: innerOf(field),
    })),
  ].filter(({ isRequired, inner }) => isRequired || inner.length > 0);
  checksByShape.set(shape, checks);
  return checks;
}

function innerOf(field: FieldShape): readonly Check[] {
  return typeof field === "string" ? [] : checksOf(field);
}

function missingIn(checks: readonly Check[], message: object): string | undefined {
  for (const { name, isRequired, isList, inner } of checks) {
    const value = (message as Readonly<Record<string, unknown>>)[name];
    if (value === undefined) {
      if (isRequired) return name;
    } else if (isList) {
      const path = missingInList(inner, value as readonly object[]);
      if (path !== undefined) return `${name}${path}`;
    } else if (inner.length > 0) {
      const path = missingIn(inner, value as object);
      if (path !== undefined) return `${name}.${path}`;
    }
  }
  return undefined;
}

function missingInList(checks: readonly Check[], list: readonly object[]): string | undefined {
  for (const [index, item] of list.entries()) {
    const path = missingIn(checks, item);
    if (path !== undefined) return `[${index}].${path}`;
  }
  return undefined;
}
