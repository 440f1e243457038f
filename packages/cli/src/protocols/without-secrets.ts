import type { AnyRequest } from "./any-protocol.js";

type Shape = AnyRequest["plain"]["reply"]["shape"];

/** Leaves the fields of a message that are secrets out of its plain form: keys and passwords are never printed. */
export function withoutSecrets(plain: unknown, shape: Shape): unknown {
  if (Array.isArray(plain)) return plain.map((each) => withoutSecrets(each, shape));
  if (typeof plain !== "object" || plain === null) return plain;
  return Object.fromEntries(
    Object.entries(plain).flatMap(([name, value]) => {
      const rule = shape.fields[name];
      if (rule === "secret") return [];
      return [[name, typeof rule === "object" && "shape" in rule ? withoutSecrets(value, rule.shape) : value]];
    }),
  );
}
