import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** A bundle, and what it is made of. */
export interface BrowserBundle {
  readonly code: string;
  readonly gzippedBytes: number;
  /** Bytes of each module before compression, the largest first. Paths are those of the repository. */
  readonly modules: readonly (readonly [path: string, bytes: number])[];
}

/**
 * Bundles a program for browsers, minified, with the packages as they are built.
 *
 * @param resolveDir the folder of the program, from which its packages are found
 * @param external modules that are left out
 */
export async function bundleForBrowsers(
  program: string,
  resolveDir: string,
  external: string[] = [],
): Promise<BrowserBundle> {
  const { metafile, outputFiles } = await build({
    stdin: { contents: program, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    external,
    metafile: true,
    write: false,
    // Those of the packages say where their sources are, and `dist` is what is published.
    tsconfigRaw: {},
    logLevel: "error",
  });
  const [file] = outputFiles;
  const [output] = Object.values(metafile.outputs);
  if (!file || !output) throw new Error("esbuild gave no bundle");
  return {
    code: file.text,
    gzippedBytes: gzipSync(file.contents, { level: 9 }).length,
    modules: Object.entries(output.inputs)
      .map(([path, { bytesInOutput }]) => [path.replace(/^(\.\.\/)+/, ""), bytesInOutput] as const)
      .filter(([, bytes]) => bytes > 0)
      .sort(([, a], [, b]) => b - a),
  };
}
