import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { listDocuments, readText } from "./repository.js";

/** A block of TypeScript in a document. */
export interface Snippet {
  /** Such as `README.md:42`, the line of its first line of code. */
  readonly place: string;
  readonly document: string;
  readonly line: number;
  readonly code: string;
}

const app = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(app, ".snippets");
const block = /^[ \t]*```ts\b.*\n([\s\S]*?)^[ \t]*```[ \t]*$/gm;

/** All blocks of TypeScript in all documents. */
export function findSnippets(): Snippet[] {
  return listDocuments().flatMap((document) =>
    [...readText(document).matchAll(block)].map(({ index, input, 1: code = "" }) => {
      const line = input.slice(0, index).split("\n").length + 1;
      return { place: `${document}:${line}`, document, line, code };
    }),
  );
}

/**
 * Compiles blocks, each as a module of its own, with the settings of the repository.
 *
 * @returns what the compiler says, by the place of the block
 */
export function checkSnippets(snippets: readonly Snippet[]): ReadonlyMap<string, readonly string[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = new Map(snippets.map((snippet) => [writeModule(snippet), snippet]));
  const program = ts.createProgram([...files.keys()], compilerOptions());
  const said = new Map<string, string[]>(snippets.map(({ place }) => [place, []]));
  for (const { file, start = 0, messageText } of ts.getPreEmitDiagnostics(program)) {
    const message = ts.flattenDiagnosticMessageText(messageText, "\n");
    const snippet = file && files.get(file.fileName);
    if (!file || !snippet) throw new Error(`the compiler says, outside the documents: ${message}`);
    const line = snippet.line + file.getLineAndCharacterOfPosition(start).line;
    said.get(snippet.place)?.push(`${snippet.document}:${line}: ${message}`);
  }
  return said;
}

function writeModule({ place, code }: Snippet): string {
  const file = join(folder, `${place.replace(/[^A-Za-z0-9]+/g, "-")}.ts`);
  // The last line makes a module of a block that imports nothing.
  writeFileSync(file, `${code}export {};\n`);
  return file;
}

function compilerOptions(): ts.CompilerOptions {
  const path = join(app, "../../tsconfig.base.json");
  const { config, error } = ts.readConfigFile(path, ts.sys.readFile);
  const { options, errors } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, app);
  const [problem] = error ? [error] : errors.filter(({ code }) => code !== emptyFilesList);
  if (problem) throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, "\n"));
  return options;
}

/** The compiler's number for a configuration without files: they are given to it later. */
const emptyFilesList = 18002;
