import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readText, repository } from "./repository.ts";

/** How the simulator plays a protocol. */
export type Simulation = "session" | "data" | "schema" | "live" | "on demand";

/**
 * How the simulator plays a protocol: a request by a handler with data of its own or by the schema alone, a push by
 * itself or only when the program that holds the gateway sends it.
 */
export function simulationOf(name: string, kind: string): Simulation {
  if (kind === "session") return "session";
  if (kind === "push") return namedIn(["handlers", "pushes"], /\b([A-Z]\w+_\w+)\b/g).has(name) ? "live" : "on demand";
  return namedIn(["handlers"], /\bhandle\((\w+),/g).has(name) ? "data" : "schema";
}

/** What a pattern finds in the modules of some folders of the simulator. */
function namedIn(folders: readonly string[], pattern: RegExp): ReadonlySet<string | undefined> {
  const paths = folders.flatMap((folder) => {
    const path = `packages/sim/src/${folder}`;
    return readdirSync(join(repository, path)).map((file) => `${path}/${file}`);
  });
  const modules = paths.filter((path) => path.endsWith(".ts") && !path.endsWith(".spec.ts"));
  return new Set(modules.flatMap((path) => [...readText(path).matchAll(pattern)].map(([, found]) => found)));
}
