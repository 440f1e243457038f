import { createError } from "@opend/core/internal";

/** Stands for a value without a name: one that the gateway does not know, or one that is newer than this version. */
export type Unknown = "unknown";

/** Returns the name of a number that the gateway sent. */
export function nameOf<Name extends string>(
  names: Readonly<Record<Name, number>>,
  value: number | undefined,
): Name | Unknown {
  for (const name in names) if (names[name] === value) return name;
  return "unknown";
}

/** The same for an optional number. Undefined has no name. */
export function optionalNameOf<Name extends string>(
  names: Readonly<Record<Name, number>>,
  value: number | undefined,
): Name | Unknown | undefined {
  return value === undefined ? undefined : nameOf(names, value);
}

/** The number of a name. @throws `InvalidOption` for an unknown name */
export function numberFor<Name extends string>(
  names: Readonly<Record<Name, number>>,
  name: Name,
  option: string,
): number {
  if (Object.hasOwn(names, name)) return names[name];
  const message = `${option} is one of ${Object.keys(names).join(", ")}, not ${JSON.stringify(name)}`;
  throw createError("InvalidOption", message, { option });
}
