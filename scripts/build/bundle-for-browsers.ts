import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import type { Options } from "tsup";

type EsbuildPlugin = NonNullable<Options["esbuildPlugins"]>[number];

const mark = /\?bundled$/;

/**
 * Makes `import { script, licenses } from "./page.js?bundled"` give a module and all that it imports as one script for
 * browsers, and the licenses of the packages in it.
 */
export const bundleForBrowsers: EsbuildPlugin = {
  name: "bundle-for-browsers",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: mark }, ({ path, resolveDir }) => ({
      // Source maps name it, so the path may not be specific to this machine.
      path: sourceOf(resolve(resolveDir, path)).slice(process.cwd().length + 1),
      namespace: "bundled",
    }));
    onLoad({ filter: /./, namespace: "bundled" }, async ({ path }) => ({ contents: await moduleOf(resolve(path)) }));
  },
};

/** Does the same for specs, which run on sources. A plugin of Vite. */
export const bundleForBrowsersInSpecs = {
  name: "bundle-for-browsers",
  enforce: "pre" as const,
  resolveId: (path: string, importer: string | undefined) =>
    mark.test(path) && path.startsWith(".") && importer ? `\0${resolve(importer, "..", path)}` : undefined,
  load: (id: string) => (id.startsWith("\0") && mark.test(id) ? moduleOf(sourceOf(id.slice(1))) : undefined),
};

function sourceOf(path: string): string {
  return path.replace(mark, "").replace(/\.js$/, ".ts");
}

async function moduleOf(source: string): Promise<string> {
  const { outputFiles, metafile } = await build({
    entryPoints: [source],
    bundle: true,
    minify: true,
    metafile: true,
    write: false,
    format: "iife",
    target: "es2022",
    logLevel: "error",
  });
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  return [
    `export const script = ${JSON.stringify(outputFiles[0]?.text)};`,
    `export const licenses = ${JSON.stringify(licensesOf(used))};`,
  ].join("\n");
}

/** Collects the licenses of bundled packages. Each text stands once, below the names of its packages. */
function licensesOf(paths: readonly string[]): string {
  const folders = paths.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  const names = new Map<string, string[]>();
  for (const folder of [...new Set(folders)].sort()) {
    const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    if (file === undefined) throw new Error(`${name} has no license file: bundle another package`);
    const text = readFileSync(join(folder, file), "utf8").trim();
    names.set(text, [...(names.get(text) ?? []), `${name} ${version}`]);
  }
  return [...names].map(([text, packages]) => `${packages.join(", ")}\n\n${text}`).join("\n\n");
}
