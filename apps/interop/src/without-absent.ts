/** A row without the fields that are undefined, as a message has them on the wire. */
export function withoutAbsent(row: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}
