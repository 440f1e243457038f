import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import ts from "typescript";

/** Newer than the `lib` of most programs, whose compiler has to be told. */
const usesDisposable = /\b(?:AsyncDisposable|Disposable|Symbol\.(?:asyncDispose|dispose))\b/;
const disposableLib = '/// <reference lib="esnext.disposable" />\n';

const isUnshipped = /\.spec\.ts$|^src\/testing\//;

/**
 * Writes the types of every module of `src` into `dist`, by the `tsconfig.json` of the working directory: for the ESM
 * file, and once more for the CommonJS one. They are not bundled: that takes minutes for the hundreds of entries of
 * core, and loses the values of enums that a namespace re-exports.
 *
 * @throws when the sources do not typecheck
 */
export function emitTypes(programs: readonly string[], machinery: readonly string[]): void {
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const shipped = fileNames.filter((file) => {
    const path = relative(process.cwd(), file).replaceAll("\\", "/");
    return path.startsWith("src/") && !isUnshipped.test(path) && !programs.includes(path);
  });
  const program = ts.createProgram(shipped, {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    noEmitOnError: true,
    rootDir: "src",
    outDir: "dist",
  });
  const isMachinery = (file: string) => machinery.some((folder) => file.includes(`${folder.replace(/^src/, "dist")}/`));
  const { diagnostics } = program.emit(undefined, (file, declarations) => {
    if (isMachinery(file)) return;
    const text = usesDisposable.test(declarations) ? disposableLib + declarations : declarations;
    writeFileSync(file, text);
    // They refer to each other, with the extension of their own kind.
    writeFileSync(file.replace(/\.ts$/, ".cts"), text.replaceAll(/(["'])(\.\.?\/[^"']+)\.js\1/g, "$1$2.cjs$1"));
  });
  if (diagnostics.length > 0) {
    const host = { getCurrentDirectory: () => process.cwd(), getCanonicalFileName: String, getNewLine: () => "\n" };
    throw new Error(ts.formatDiagnostics(diagnostics, host));
  }
}
