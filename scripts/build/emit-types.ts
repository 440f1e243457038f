import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import ts from "typescript";

/** These types are newer than the `lib` of most programs, so the compiler needs a reference to them. */
const usesDisposable = /\b(?:AsyncDisposable|Disposable|Symbol\.(?:asyncDispose|dispose))\b/;
const disposableLib = '/// <reference lib="esnext.disposable" />\n';

/**
 * Writes the types into `dist`, based on the `tsconfig.json` of the working directory: of each entry and of every
 * module that these types refer to, once for ESM and once for CommonJS. They are not bundled, because that takes
 * minutes for core's hundreds of entries, and loses the values of enums that a namespace re-exports. Declarations
 * marked `@internal` get no types.
 *
 * @param entries sources by their path in `dist` without extension
 * @throws when the sources do not type-check
 */
export function emitTypes(entries: Readonly<Record<string, string>>): void {
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const program = ts.createProgram(Object.values(entries), {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    noEmitOnError: true,
    stripInternal: true,
    rootDir: "src",
    outDir: resolve("dist"),
  });
  const emitted = new Map<string, string>();
  const { diagnostics } = program.emit(undefined, (file, text) => emitted.set(resolve(file), text));
  if (diagnostics.length > 0) {
    const host = { getCurrentDirectory: () => process.cwd(), getCanonicalFileName: String, getNewLine: () => "\n" };
    throw new Error(ts.formatDiagnostics(diagnostics, host));
  }
  const wanted = new Set<string>();
  for (const stem of Object.keys(entries)) addReferred(resolve("dist", `${stem}.d.ts`), emitted, wanted);
  for (const file of wanted) {
    const declarations = emitted.get(file) ?? "";
    const text = usesDisposable.test(declarations) ? disposableLib + declarations : declarations;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    // The files refer to each other with the extension of their own format.
    writeFileSync(file.replace(/\.ts$/, ".cts"), text.replaceAll(/(["'])(\.\.?\/[^"']+)\.js\1/g, "$1$2.cjs$1"));
  }
}

/** Adds a file of types and the files that it refers to. */
function addReferred(file: string, emitted: ReadonlyMap<string, string>, wanted: Set<string>): void {
  const text = emitted.get(file);
  if (text === undefined || wanted.has(file)) return;
  wanted.add(file);
  for (const [, , path = ""] of text.matchAll(/(["'])(\.\.?\/[^"']+)\.js\1/g)) {
    addReferred(resolve(dirname(file), `${path}.d.ts`), emitted, wanted);
  }
}
