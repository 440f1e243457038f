/** Writes the title of a picture: what it shows, and the codes. */
export function titleOf(what: string, codes: readonly string[]): string {
  if (codes.length === 0) return what;
  const names = codes.length <= 6 ? codes.join(", ") : `${codes.length} codes`;
  return `${what} · ${names}`;
}
