import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { listEntries, type PublishedPackage } from "../published-packages.ts";

/**
 * Writes the packages in the form that JSR accepts, as a Deno workspace: the ESM copy of each with its types, and a
 * `deno.json`. JSR supports neither CommonJS nor `*` in `exports`.
 */
export function writeJsrWorkspace(folder: string, packages: readonly PublishedPackage[]): void {
  const names = packages.map(({ manifest }) => basename(manifest.name));
  writeJson(join(folder, "deno.json"), { workspace: names.map((name) => `./${name}`) });
  for (const published of packages) writePackage(join(folder, basename(published.manifest.name)), published);
}

function writePackage(target: string, published: PublishedPackage): void {
  const { folder, manifest } = published;
  mkdirSync(target);
  cpSync(join(folder, "README.md"), join(target, "README.md"));
  const files = readdirSync(join(folder, "dist"), { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => /(?:\.js|\.d\.ts)$/.test(name))) {
    const path = join(target, "dist", file);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, forJsr(file, files, readFileSync(join(folder, "dist", file), "utf8")));
  }
  const { name, version, license } = manifest;
  const exports = listEntries(published).map(({ specifier, types }) => [
    specifier.replace(name, "."),
    `./${relative(folder, types)
      .replaceAll("\\", "/")
      .replace(/\.d\.ts$/, ".js")}`,
  ]);
  writeJson(join(target, "deno.json"), {
    name,
    version,
    license,
    exports: Object.fromEntries(exports),
    imports: importsOf(published),
  });
}

function forJsr(file: string, files: readonly string[], text: string): string {
  // Deno has this lib, and JSR does not accept the directive.
  if (file.endsWith(".d.ts")) {
    const types = text.replace(/^\/\/\/ <reference lib="esnext\.disposable" \/>\n/, "");
    // Deno looks for exactly the named file, and types of code in chunks have no module beside them.
    return types.replaceAll(/(["'])(\.\.?\/[^"']+)\.js\1/g, (named, quote: string, path: string) => {
      return files.includes(`${join(file, "..", path)}.js`) ? named : `${quote}${path}.d.ts${quote}`;
    });
  }
  const types = file.replace(/\.js$/, ".d.ts");
  if (!files.includes(types)) return text;
  const directive = `/* @ts-self-types="./${basename(types)}" */\n`;
  return text.startsWith("#!") ? text.replace("\n", `\n${directive}`) : directive + text;
}

/** Returns the packages that the package imports by name. Deno finds those of the workspace by their names. */
function importsOf({ folder, manifest }: PublishedPackage): Record<string, string> {
  const { dependencies = {}, imports = {} } = manifest;
  const npm = Object.entries(dependencies).filter(([, range]) => !range.startsWith("workspace:"));
  const own = Object.entries(imports).map(([name, { default: server }]) => [name, server.import]);
  return Object.fromEntries([...npm.map(([name]) => [name, npmSpecifier(folder, name)]), ...own]);
}

function npmSpecifier(folder: string, name: string): string {
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(join(folder, "node_modules", name, "package.json"), "utf8"),
  );
  return `npm:${name}@^${version}`;
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, undefined, 2)}\n`);
}
