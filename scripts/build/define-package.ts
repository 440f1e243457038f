import { cpSync, readFileSync, rmSync } from "node:fs";
import { defineConfig, type Options } from "tsup";
import { bundleForBrowsers } from "./bundle-for-browsers.js";
import { collectLicenses } from "./collect-licenses.js";
import { dropUnusedImports } from "./drop-unused-imports.js";
import { emitCommonJs } from "./emit-common-js.js";
import { emitTypes } from "./emit-types.js";
import { findEntries } from "./find-entries.js";
import { keepIndexThin } from "./keep-index-thin.js";
import { leaveOutSources } from "./leave-out-sources.js";
import { requireAsDefault } from "./require-as-default.js";

/**
 * Defines the build of a published package. `dist` contains each entry point that a program can import and the chunks
 * that entries share, as ESM and CommonJS with source maps, and the types of every module that an entry refers to. The
 * used parts of dev dependencies are bundled, with their licenses alongside.
 *
 * @param programs modules that are commands. They are run and never imported, so they are built as ESM only and without
 * types
 * @param thinIndexes modules that re-export entries. They refer to the entries instead of sharing chunks with them, so
 * that each entry is one module
 * @param unmapped folders of generated modules whose sources stay out of the source maps, where they would take up most
 * of the space
 * @param requiredAsDefault entries whose CommonJS copy is the default export itself, by their paths in `dist`
 * @param assets folders of files to copy, by their places in `dist`
 */
export function definePackage({
  programs = [],
  thinIndexes = [],
  unmapped = [],
  requiredAsDefault = [],
  assets = {},
}: {
  readonly programs?: readonly string[];
  readonly thinIndexes?: readonly string[];
  readonly unmapped?: readonly string[];
  readonly requiredAsDefault?: readonly string[];
  readonly assets?: Readonly<Record<string, string>>;
} = {}) {
  // `clean` would not remove the types of deleted modules.
  rmSync("dist", { recursive: true, force: true });
  const manifest = JSON.parse(readFileSync("package.json", "utf8"));
  const entries = findEntries(manifest);
  const programEntries = Object.fromEntries(programs.map((path) => [path.replace(/^src\/|\.ts$/g, ""), path]));
  const options: Options = {
    entry: { ...entries, ...programEntries },
    format: "esm",
    target: "es2022",
    splitting: true,
    // Includes the sources, so that a debugger finds them although `src` is not published.
    sourcemap: true,
    // Those that may be missing are never bundled.
    external: ["#platform", ...Object.keys(manifest.optionalDependencies ?? {})],
    esbuildOptions(esbuild) {
      esbuild.chunkNames = "chunks/[name]-[hash]";
    },
    esbuildPlugins: [keepIndexThin(thinIndexes), bundleForBrowsers, collectLicenses],
    silent: true,
    onSuccess: async () => {
      for (const [place, folder] of Object.entries(assets)) cpSync(folder, `dist/${place}`, { recursive: true });
      dropUnusedImports();
      // Nothing can be required of a package that has programs only.
      if (Object.keys(entries).length > 0) await emitCommonJs(Object.keys(programEntries));
      for (const entry of requiredAsDefault) requireAsDefault(entry);
      leaveOutSources(unmapped);
      emitTypes(entries);
    },
  };
  return defineConfig(options);
}
