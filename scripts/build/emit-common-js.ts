import { build, type Plugin } from "esbuild";
import { listFiles } from "./list-files.js";

/** Modules refer to each other with the extension of their own kind. */
const keepApart: Plugin = {
  name: "keep-apart",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ kind, path }) =>
      kind === "entry-point" ? undefined : { path: path.replace(/\.js$/, ".cjs"), external: true },
    );
  },
};

/**
 * Writes the CommonJS copy beside each ESM module of `dist`, entries and chunks alike. The source maps go on to the
 * sources.
 *
 * @param programs what has no such copy, by its path in `dist` without extension
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
    // Names the exports in a form that `import()` of a CommonJS module understands.
    platform: "node",
    sourcemap: true,
    plugins: [keepApart],
    logLevel: "error",
  });
}
