import { rmSync } from "node:fs";
import { defineConfig, type Options } from "tsup";
import { emitTypes } from "./emit-types.js";
import { fileByFile } from "./file-by-file.js";

/** What never leaves the repository. */
const unshipped = ["!src/**/*.spec.ts", "!src/testing/**"];

/**
 * The build of a package that is published: `dist` holds each module of `src` as ESM and CommonJS, each with its types
 * and its source map.
 *
 * @param programs modules that are commands: they are run, never imported, and so are ESM only and without types
 * @param machinery folders of generated modules that no program can import and no type refers to: without types and
 * source maps, which would be most of the package
 */
export function definePackage({
  programs = [],
  machinery = [],
}: {
  readonly programs?: readonly string[];
  readonly machinery?: readonly string[];
} = {}) {
  // Not `clean`, which leaves the types of modules that are no more.
  rmSync("dist", { recursive: true, force: true });
  const options: Options = {
    target: "es2022",
    splitting: false,
    // With the sources inside: a debugger finds them, though `src` is not published.
    sourcemap: true,
    esbuildPlugins: [fileByFile],
    silent: true,
  };
  const without = [...programs, ...machinery.map((folder) => `${folder}/**`)].map((path) => `!${path}`);
  return defineConfig([
    {
      ...options,
      entry: ["src/**/*.ts", ...unshipped, ...without],
      format: ["esm", "cjs"],
      external: ["#platform"],
      onSuccess: async () => emitTypes(programs, machinery),
    },
    ...machinery.map((folder) => ({
      ...options,
      entry: [`${folder}/**/*.ts`],
      outDir: folder.replace(/^src/, "dist"),
      format: ["esm" as const, "cjs" as const],
      sourcemap: false,
    })),
    ...(programs.length === 0 ? [] : [{ ...options, entry: [...programs], outDir: "dist", format: "esm" as const }]),
  ]);
}
