import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = fileURLToPath(new URL("../../packages/", import.meta.url));

/** The parts of a `package.json` that say where its entries are. */
interface Manifest {
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly imports?: Readonly<Record<string, unknown>>;
}

/**
 * A Vite plugin that resolves our packages to their sources, according to their own `exports` and `imports`. So specs see
 * changes in other packages without a build. An entry without a source resolves to the build.
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

/** Returns the file that a server runtime imports. */
function fileIn(target: unknown): string | undefined {
  if (typeof target === "string") return target;
  if (typeof target !== "object" || target === null) return undefined;
  const conditions: Readonly<Record<string, unknown>> = { ...target };
  return fileIn(conditions["import"] ?? conditions["default"]);
}
