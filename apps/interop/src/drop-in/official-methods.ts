import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Pair } from "./packages.js";

const method = /^\s*(\w+)\(req\) \{\s+return this\._sendCmd\(\w+CmdID\.(\w+)\.cmd/gm;
const entry = /^\s*(\w+): \{ cmd: (\d+), name: '(\w+)'/gm;

/**
 * The methods of an official package that send a request, with their protocols. They are read from its source, since both
 * packages cannot be loaded in one process.
 */
export function officialMethods(pair: Pair): ReadonlyMap<string, string> {
  const source = sourceOf(pair);
  const names = new Map([...source.matchAll(entry)].map(([, key = "", , protocol = ""]) => [key, protocol]));
  const methods = [...source.matchAll(method)].map(([, own = "", key = ""]) => [own, names.get(key) ?? ""] as const);
  // The packages have no messages for this one.
  return new Map(methods.filter(([, protocol]) => protocol !== "Qot_GetTradeDate"));
}

/** The numbers of the pushes that an official package knows. */
export function officialPushes(pair: Pair): number[] {
  const entries = [...sourceOf(pair).matchAll(entry)];
  return entries.filter(([, , , name = ""]) => /^Notify$|_Update|_Push/.test(name)).map(([, , cmd]) => Number(cmd));
}

function sourceOf({ name }: Pair): string {
  return readFileSync(fileURLToPath(import.meta.resolve(`${name}/main.js`)), "utf8");
}
