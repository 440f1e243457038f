import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A package that this repository publishes. */
export interface PublishedPackage {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The parts of a `package.json` that matter here. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly keywords?: readonly string[];
  readonly sideEffects?: boolean;
  readonly engines?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly imports?: Readonly<Record<string, { readonly default: { readonly import: string } }>>;
  readonly exports: Readonly<Record<string, ExportedFiles | string | null>>;
}

/** Both copies of one entry. */
export interface ExportedFiles {
  readonly import: { readonly types: string; readonly default: string };
  readonly require: { readonly types: string; readonly default: string };
}

/** A public entry such as `@opend/core/wire`, and the file with the types of its ESM copy. */
export interface Entry {
  readonly specifier: string;
  readonly types: string;
}

const packages = fileURLToPath(new URL("../../../packages/", import.meta.url));

/** Every published package, by name. */
export const publishedPackages: readonly PublishedPackage[] = readdirSync(packages)
  .map((name) => join(packages, name))
  .filter((folder) => existsSync(join(folder, "package.json")))
  .map((folder) => ({ folder, manifest: readManifest(folder) }))
  .filter(({ manifest }) => !manifest.private);

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** Every entry that a program can import, with each `*` expanded. */
export function listEntries({ folder, manifest }: PublishedPackage): Entry[] {
  const entries: Entry[] = [];
  for (const [subpath, files] of Object.entries(manifest.exports)) {
    if (files === null || typeof files === "string") continue;
    const { types } = files.import;
    const [before = "", after] = types.split("*");
    const stems = after === undefined ? [""] : listStems(join(folder, before), after);
    for (const stem of stems) {
      const name = subpath.replace("*", stem);
      if (manifest.exports[name] === null) continue;
      entries.push({ specifier: `${manifest.name}${name.slice(1)}`, types: join(folder, types.replace("*", stem)) });
    }
  }
  return entries;
}

function listStems(folder: string, ending: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(ending));
  return files.map((file) => file.slice(0, -ending.length)).sort();
}
