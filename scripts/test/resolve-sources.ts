import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = fileURLToPath(new URL("../../packages/", import.meta.url));

/** What of a `package.json` says where its entries are. */
interface Manifest {
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly imports?: Readonly<Record<string, unknown>>;
}

/**
 * A plugin of Vite that resolves our packages to their sources, by their own `exports` and `imports`. A change in one
 * package is then seen by the specs of another without a build. An entry that has no source stays what is built.
 */
export function resolveSources() {
  return {
    name: "resolve-sources",
    enforce: "pre" as const,
    resolveId(specifier: string, importer: string | undefined): string | undefined {
      const [, name, subpath = ""] = /^@opend\/([^/]+)(\/.*)?$/.exec(specifier) ?? [];
      if (name !== undefined) return sourceOf(name, "exports", `.${subpath}`);
      const [, owner] = /\/packages\/([^/]+)\/src\//.exec(importer ?? "") ?? [];
      return specifier.startsWith("#") && owner !== undefined ? sourceOf(owner, "imports", specifier) : undefined;
    },
  };
}

function sourceOf(name: string, field: "exports" | "imports", key: string): string | undefined {
  const folder = join(packages, name);
  if (!existsSync(join(folder, "package.json"))) return undefined;
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  for (const [pattern, target] of Object.entries(manifest[field] ?? {})) {
    const [before = "", after] = pattern.split("*");
    const fits = after === undefined ? key === pattern : key.startsWith(before) && key.endsWith(after);
    if (!fits) continue;
    const stem = after === undefined ? "" : key.slice(before.length, key.length - after.length);
    const source = fileIn(target)
      ?.replace("*", stem)
      .replace(/^\.\/dist\/(.*)\.js$/, "src/$1.ts");
    if (source !== undefined && existsSync(join(folder, source))) return join(folder, source);
  }
  return undefined;
}

/** The file that a server runtime imports. */
function fileIn(target: unknown): string | undefined {
  if (typeof target === "string") return target;
  if (typeof target !== "object" || target === null) return undefined;
  const conditions: Readonly<Record<string, unknown>> = { ...target };
  return fileIn(conditions["import"] ?? conditions["default"]);
}
