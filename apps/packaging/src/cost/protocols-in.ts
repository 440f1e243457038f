/** The protocols that code defines, by their names in order: each is an object with a name and a kind. */
export function protocolsIn(code: string): string[] {
  const definition = /\bname:\s*"(\w+)",\s*kind:\s*"(?:query|command|session|push)"/g;
  return [...new Set([...code.matchAll(definition)].flatMap(([, name]) => name ?? []))].sort();
}
