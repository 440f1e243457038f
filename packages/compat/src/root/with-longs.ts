import Long from "long";

/**
 * Returns a request with `Long` in place of each `bigint`. protobufjs takes a `bigint` for 0, so an order would go to
 * account 0. Returns the request itself when it has none.
 */
export function withLongs<T>(request: T): T;
export function withLongs(value: unknown): unknown {
  if (typeof value === "bigint") return Long.fromString(String(value), value >= 0n);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => withLongs(item));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isPlain(value)) return value;
  const changed = Object.entries(value).flatMap(([name, item]) => {
    const converted = withLongs(item);
    return converted === item ? [] : [[name, converted] as const];
  });
  return changed.length > 0 ? { ...value, ...Object.fromEntries(changed) } : value;
}

/** Messages of a reply that is sent back have no `bigint` in them. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
