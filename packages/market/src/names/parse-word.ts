import { type EnumObject, type MarketPrefix, namesOf, security } from "@opend/core";
import { allowedNames, createError } from "@opend/core/internal";

/** What an option takes that stands for a value of an enum: its name, as it is or in lower case. */
export type Word<Name extends string> = Exclude<Name, "Unknown"> | Lowercase<Exclude<Name, "Unknown">>;

/**
 * Returns the name of the contract for a word, in any case.
 *
 * @throws `InvalidOption` with the nearest name and all others
 */
export function parseWord<Name extends string>(option: string, word: string, names: EnumObject): Name {
  const allowed = namesOf(names).filter((name) => name !== "Unknown");
  const found = allowed.find((name) => name.toLowerCase() === String(word).toLowerCase());
  if (found !== undefined) return found as Name;
  const known = allowed.map((name) => name.toLowerCase());
  throw createError("InvalidOption", `${option} is ${JSON.stringify(word)}: ${allowedNames(known, word)}`, { option });
}

/** Returns the contract's number of a market that codes begin with. @throws `InvalidOption` */
export function parseMarket(option: string, prefix: MarketPrefix | Lowercase<MarketPrefix>): number {
  try {
    return security(`${String(prefix).toUpperCase()}.0`).market;
  } catch {
    const message = `${option} is what the codes of a market begin with, such as HK or US, not ${JSON.stringify(prefix)}`;
    throw createError("InvalidOption", message, { option });
  }
}
