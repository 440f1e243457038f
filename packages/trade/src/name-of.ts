import { createError } from "@opend/core/internal";

/** Stands for a value that has no name: one that the gateway does not know itself, or that is newer than this version. */
export type Unknown = "unknown";

/** The name of a number that the gateway gave. */
export function nameOf<Name extends string>(
  names: Readonly<Record<Name, number>>,
  value: number | undefined,
): Name | Unknown {
  for (const name in names) if (names[name] === value) return name;
  return "unknown";
}

/** The same, where a number that is not there has no name. */
export function optionalNameOf<Name extends string>(
  names: Readonly<Record<Name, number>>,
  value: number | undefined,
): Name | Unknown | undefined {
  return value === undefined ? undefined : nameOf(names, value);
}

/** The number for a name. @throws `InvalidOption` for a name that there is not */
export function numberFor<Name extends string>(
  names: Readonly<Record<Name, number>>,
  name: Name,
  option: string,
): number {
  if (Object.hasOwn(names, name)) return names[name];
  const message = `${option} is one of ${Object.keys(names).join(", ")}, not ${JSON.stringify(name)}`;
  throw createError("InvalidOption", message, { option });
}
