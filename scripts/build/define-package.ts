import { readFileSync, rmSync } from "node:fs";
import { defineConfig, type Options } from "tsup";
import { collectLicenses } from "./collect-licenses.js";
import { emitCommonJs } from "./emit-common-js.js";
import { emitTypes } from "./emit-types.js";
import { findEntries } from "./find-entries.js";
import { keepIndexThin } from "./keep-index-thin.js";
import { leaveOutSources } from "./leave-out-sources.js";

/**
 * The build of a package that is published. `dist` holds each entry that a program can import, and chunks with what
 * entries share, as ESM and CommonJS, each with its source map; and the types of every module that an entry refers to.
 * Packages that are only dev dependencies are bundled, as far as they are used, with their licenses beside.
 *
 * @param programs modules that are commands: they are run, never imported, and so are ESM only and without types
 * @param thinIndexes modules that re-export entries, and refer to them instead of sharing chunks with them: each entry is
 * one module then
 * @param unmapped folders of generated modules whose texts stay out of the source maps, which they would be most of
 */
export function definePackage({
  programs = [],
  thinIndexes = [],
  unmapped = [],
}: {
  readonly programs?: readonly string[];
  readonly thinIndexes?: readonly string[];
  readonly unmapped?: readonly string[];
} = {}) {
  // Not `clean`, which leaves the types of modules that are no more.
  rmSync("dist", { recursive: true, force: true });
  const manifest = JSON.parse(readFileSync("package.json", "utf8"));
  const entries = findEntries(manifest);
  const programEntries = Object.fromEntries(programs.map((path) => [path.replace(/^src\/|\.ts$/g, ""), path]));
  const options: Options = {
    entry: { ...entries, ...programEntries },
    format: "esm",
    target: "es2022",
    splitting: true,
    // With the sources inside: a debugger finds them, though `src` is not published.
    sourcemap: true,
    external: ["#platform"],
    esbuildOptions(esbuild) {
      esbuild.chunkNames = "chunks/[name]-[hash]";
    },
    esbuildPlugins: [keepIndexThin(thinIndexes), collectLicenses],
    silent: true,
    onSuccess: async () => {
      await emitCommonJs(Object.keys(programEntries));
      leaveOutSources(unmapped);
      emitTypes(entries);
    },
  };
  return defineConfig(options);
}
