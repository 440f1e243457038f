// Imports a module and tells which modules were loaded for it.
import { registerHooks } from "node:module";

/** What this script is told. */
export interface LoadSettings {
  /** Such as `@opend/futu`. */
  readonly specifier: string;
}

/** URLs of all modules that were loaded. */
export type LoadedModules = readonly string[];

const { specifier }: LoadSettings = JSON.parse(process.env["OPEND_PEER_SETTINGS"] ?? "{}");
const urls: string[] = [];
registerHooks({
  load(url, context, nextLoad) {
    urls.push(url);
    return nextLoad(url, context);
  },
});
await import(specifier);
process.send?.(urls satisfies LoadedModules);
