// Imports a module and reports which modules Node loaded for it.
import { registerHooks } from "node:module";

/** The settings of this script. */
export interface LoadSettings {
  /** Such as `@opend/futu`. */
  readonly specifier: string;
}

/** The URLs of all loaded modules. */
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
