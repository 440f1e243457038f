/** Returns a row without its undefined fields, like a message on the wire. */
export function withoutAbsent(row: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}
