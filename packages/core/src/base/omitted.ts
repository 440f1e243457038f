/** A value that a plain value cannot hold exactly, so that it is left out. */
export interface Omitted {
  /** Leads to the value from what was asked about: `klList[3].volume` in a reply, and `volume` in its row. */
  readonly path: string;
  /** The value, exactly. */
  readonly value: bigint | string;
}

/** Enumerable, so that `{ ...row }` keeps it. JSON and loops over keys leave symbols out. Both copies of core share it. */
const mark = Symbol.for("opend.omitted");

const nothing: readonly Omitted[] = [];

/**
 * Returns what was left out of a plain value because no plain value can hold it, such as a quantity beyond 2^53: of a reply,
 * of a message in it, or of a row. Nearly always an empty list. Such a field is then undefined, also where its type says
 * that it is there.
 */
export function omittedFrom(plain: unknown): readonly Omitted[] {
  if (typeof plain !== "object" || plain === null || !(mark in plain)) return nothing;
  return (plain as { readonly [mark]: readonly Omitted[] })[mark];
}

/** Notes what was left out of a plain value. Returns the value. */
export function markOmitted<T extends object>(plain: T, omitted: readonly Omitted[]): T {
  return omitted.length === 0 ? plain : Object.assign(plain, { [mark]: omitted });
}

/** Describes what was left out, in a few words: `volume is 18446744073709551615`. */
export function describeOmitted(omitted: readonly Omitted[]): string {
  const [first] = omitted;
  if (first === undefined) return "";
  const more = omitted.length === 1 ? "" : `, and ${omitted.length - 1} more`;
  return `${first.path} is ${first.value}${more}`;
}
