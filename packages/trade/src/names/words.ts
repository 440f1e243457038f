import { type EnumName, type EnumObject, nameOf, namesOf } from "@opend/core";
import { allowedNames, createError } from "@opend/core/internal";

/** The names that an option takes: all but `Unknown`, which only the gateway says. */
export type Known<Name extends string> = Exclude<Name, "Unknown">;

/** Returns the name of a value that the gateway sent, or the value itself if it is newer than the enum. */
export function wordOf<E extends EnumObject>(names: E, value: number): EnumName<E> | number;
export function wordOf<E extends EnumObject>(names: E, value: number | undefined): EnumName<E> | number | undefined;
export function wordOf<E extends EnumObject>(names: E, value: number | undefined): EnumName<E> | number | undefined {
  return value === undefined ? undefined : (nameOf(names, value) ?? value);
}

/**
 * Returns the value that an option names.
 *
 * @param usual what people may say instead, in lower case, and the name that the error then suggests
 * @throws `InvalidOption` with the nearest names for any other text
 */
export function parseOption<E extends EnumObject>(
  names: E,
  option: string,
  given: Known<EnumName<E>>,
  usual: ReadonlyMap<string, EnumName<E>> = new Map(),
): E[EnumName<E>] {
  const allowed = namesOf(names).filter((name) => name !== "Unknown");
  const name = allowed.find((each) => each === given);
  if (name !== undefined) return names[name];
  const shown = typeof given === "string" ? JSON.stringify(given) : String(given);
  throw createError("InvalidOption", `${option} is ${shown}: ${allowedNames(allowed, likely(names, given, usual))}`, {
    option,
  });
}

/**
 * Returns the name that a text stands for in any case, with or without dashes: `stock-and-option` is `StockAndOption`.
 *
 * @throws `InvalidOption` with the nearest names for any other text
 */
export function parseAnyCase<E extends EnumObject>(names: E, option: string, text: string): Known<EnumName<E>> {
  const allowed = namesOf(names).filter((name): name is Known<EnumName<E>> => name !== "Unknown");
  const found = typeof text === "string" ? allowed.find((name) => lettersOf(name) === lettersOf(text)) : undefined;
  if (found !== undefined) return found;
  const message = `${option} is ${JSON.stringify(text)}: ${allowedNames(allowed, text)}`;
  throw createError("InvalidOption", message, { option });
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[-_]/g, "");
}

/** Returns what was probably meant. A number may be the enum's value for the name. */
function likely(names: EnumObject, given: unknown, usual: ReadonlyMap<string, string>): unknown {
  if (typeof given === "number") return nameOf(names, given);
  return typeof given === "string" ? (usual.get(given.toLowerCase()) ?? given) : undefined;
}
