import { build, type Plugin } from "esbuild";
import { listFiles } from "./list-files.js";

/** Makes modules refer to each other with the extension of their own format. */
const keepApart: Plugin = {
  name: "keep-apart",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ kind, path }) =>
      kind === "entry-point" ? undefined : { path: path.replace(/\.js$/, ".cjs"), external: true },
    );
  },
};

/**
 * Writes a CommonJS copy beside each ESM module of `dist`, for entries and chunks alike. The source maps still lead to
 * the sources.
 *
 * @param programs modules without such a copy, by their paths in `dist` without extension
 */
export async function emitCommonJs(programs: readonly string[]): Promise<void> {
  const modules = listFiles("dist", ".js").filter((path) => !programs.includes(path.replace(/^dist\/|\.js$/g, "")));
  await build({
    entryPoints: modules,
    outdir: "dist",
    outbase: "dist",
    outExtension: { ".js": ".cjs" },
    bundle: true,
    packages: "external",
    external: ["#*"],
    format: "cjs",
    target: "es2022",
    // Names the exports in a form that `import()` of a CommonJS module can read.
    platform: "node",
    sourcemap: true,
    plugins: [keepApart],
    logLevel: "error",
  });
}
