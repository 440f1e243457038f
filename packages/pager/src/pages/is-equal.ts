/** Returns whether two decoded values are equal, field by field. Stops at the first difference. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (isList(a) || isList(b)) return isList(a) && isList(b) && areEqualLists(a, b);
  const fields = new Map<string, unknown>(Object.entries(b));
  const entries = Object.entries(a);
  return (
    entries.length === fields.size &&
    entries.every(([name, value]) => fields.has(name) && isEqual(value, fields.get(name)))
  );
}

function isList(value: object): value is ArrayLike<unknown> {
  return Array.isArray(value) || value instanceof Uint8Array;
}

function areEqualLists(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (!isEqual(a[index], b[index])) return false;
  return true;
}
