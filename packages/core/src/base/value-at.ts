import { omittedFrom } from "./omitted.js";

/**
 * Follows the names of fields to a value of a plain row, exactly: a value that the row leaves out because no plain value can
 * hold it is given as well. An empty path leads to the row itself.
 */
export function valueAt(row: unknown, path: readonly string[]): unknown {
  let value = row;
  for (const name of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, name) ?? omittedFrom(value).find((omitted) => omitted.path === name)?.value;
  }
  return value;
}
