/** A message of any type, by the names of its fields. */
export type Fields = Readonly<Record<string, unknown>>;
