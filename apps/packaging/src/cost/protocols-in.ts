/** Returns the sorted names of the protocols that code defines. Each is an object with a name and a kind. */
export function protocolsIn(code: string): string[] {
  const definition = /\bname:\s*"(\w+)",\s*kind:\s*"(?:query|command|session|push)"/g;
  return [...new Set([...code.matchAll(definition)].flatMap(([, name]) => name ?? []))].sort();
}
