import { resolve } from "node:path";
import { build } from "esbuild";
import type { Options } from "tsup";

type EsbuildPlugin = NonNullable<Options["esbuildPlugins"]>[number];

const mark = /\?bundled$/;

/** Makes `import { script } from "./page.js?bundled"` give a module and all that it imports as one script for browsers. */
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
  const { outputFiles } = await build({
    entryPoints: [source],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    logLevel: "error",
  });
  return `export const script = ${JSON.stringify(outputFiles[0]?.text)};`;
}
