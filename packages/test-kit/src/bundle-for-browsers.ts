import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** A bundle and its modules. */
export interface BrowserBundle {
  readonly code: string;
  readonly gzippedBytes: number;
  /** Bytes of each module before compression, largest first. Paths are relative to the repository. */
  readonly modules: readonly (readonly [path: string, bytes: number])[];
}

/**
 * Bundles and minifies a program for browsers, with the built packages.
 *
 * @param resolveDir the folder of the program. esbuild resolves packages from there
 * @param external modules to leave out
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
    // The tsconfig files of the packages point to their sources, but `dist` is what we publish.
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
