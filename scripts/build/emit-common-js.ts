import { globSync } from "node:fs";
import { build, type Plugin } from "esbuild";

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
  const modules = globSync("dist/**/*.js").filter((path) => {
    const stem = path.replaceAll("\\", "/").replace(/^dist\/|\.js$/g, "");
    return !programs.includes(stem);
  });
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
    platform: "neutral",
    sourcemap: true,
    plugins: [keepApart],
    logLevel: "error",
  });
}
