import { createError } from "../base/errors.js";
import { nearestName } from "../base/nearest-name.js";

/** An enum of OpenD's schema, such as `KLType`: numbers by name and, as in every enum of TypeScript, names by number. */
export type EnumObject = Readonly<Record<string, string | number>>;

/** The names of an enum: `"Unknown" | "1Min" | "Day" | …` for `typeof KLType`. */
export type EnumName<E extends EnumObject> = string extends keyof E
  ? string
  : Extract<{ [Name in keyof E]: E[Name] extends number ? Name : never }[keyof E], string>;

/**
 * Returns the short name of an enum's value: `nameOf(KLType, 2)` is `"Day"`. Undefined for a value without a name, which a
 * newer gateway may send. If two names have one value, the first counts.
 */
export function nameOf<E extends EnumObject>(names: E, value: number): EnumName<E> | undefined {
  return namesOf(names).find((name) => names[name] === value);
}

/**
 * Returns the value of an enum's name: `parseName(KLType, "Day")` is `KLType.Day`.
 *
 * @throws `InvalidName` with the nearest names for any other text
 */
export function parseName<E extends EnumObject>(names: E, name: string): E[EnumName<E>] {
  const known = namesOf(names).find((each) => each === name);
  if (known !== undefined) return names[known];
  throw createError("InvalidName", `${JSON.stringify(name)} is not a name: ${allowedNames(namesOf(names), name)}`, {
    input: name,
  });
}

/** Says which names are allowed, first the one that is nearest to a given text. */
export function allowedNames(allowed: readonly string[], given: unknown): string {
  const nearest = typeof given === "string" ? nearestName(given, allowed) : undefined;
  const others = allowed.filter((each) => each !== nearest).join(", ");
  return nearest === undefined ? `use one of ${others}` : `did you mean ${nearest}? Others are ${others}`;
}

/** Returns the names of an enum, in the order of the schema. */
export function namesOf<E extends EnumObject>(names: E): EnumName<E>[] {
  return Object.keys(names).filter((name): name is EnumName<E> => typeof names[name] === "number");
}

/** Returns the values of an enum, in the order of the schema. */
export function valuesOf<E extends EnumObject>(names: E): Extract<E[EnumName<E>], number>[] {
  return Object.values(names).filter((value): value is Extract<E[EnumName<E>], number> => typeof value === "number");
}
