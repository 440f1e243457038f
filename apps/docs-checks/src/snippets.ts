import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { listDocuments, readText } from "./repository.js";

/**
 * How to run a block: to its end, until it has printed something (` ```ts endless `, for a loop over a stream), or not at
 * all (` ```ts no-run `, for code that waits for something that never happens in a test).
 */
export type SnippetRun = "whole" | "endless" | "no-run";

/** A block of TypeScript in a document. */
export interface Snippet {
  /** The document and the line of the first line of code, such as `README.md:42`. */
  readonly place: string;
  readonly document: string;
  readonly line: number;
  readonly code: string;
  readonly run: SnippetRun;
  /** What it prints: the text of the block without a language right below it. Undefined without such a block. */
  readonly output: string | undefined;
}

const app = fileURLToPath(new URL("..", import.meta.url));
const folders = { check: join(app, ".snippets/check"), run: join(app, ".snippets/run") };
const block = /^[ \t]*```ts\b(.*)\n([\s\S]*?)^[ \t]*```[ \t]*$/gm;

const outputBlock = /^\s*\n```\n([\s\S]*?\n)```(?:\n|$)/;

/** All blocks of TypeScript in all documents. */
export function findSnippets(): Snippet[] {
  return listDocuments().flatMap((document) =>
    [...readText(document).matchAll(block)].map(({ 0: whole, index, input, 1: mark = "", 2: code = "" }) => {
      const line = input.slice(0, index).split("\n").length + 1;
      const place = `${document}:${line}`;
      const [, output] = outputBlock.exec(input.slice(index + whole.length)) ?? [];
      return { place, document, line, code, run: readMark(mark.trim(), place), output };
    }),
  );
}

function readMark(mark: string, place: string): SnippetRun {
  if (mark === "") return "whole";
  if (mark === "endless" || mark === "no-run") return mark;
  throw new Error(`${place}: mark a block of TypeScript "endless", "no-run" or not at all, not "${mark}"`);
}

/**
 * Compiles blocks, each as a module of its own, with the settings of the repository.
 *
 * @returns the compiler's messages, by the place of the block
 */
export function checkSnippets(snippets: readonly Snippet[]): ReadonlyMap<string, readonly string[]> {
  rmSync(folders.check, { recursive: true, force: true });
  const files = new Map(snippets.map((snippet) => [writeModule(snippet, "check"), snippet]));
  const program = ts.createProgram([...files.keys()], compilerOptions());
  const said = new Map<string, string[]>(snippets.map(({ place }) => [place, []]));
  for (const { file, start = 0, messageText } of ts.getPreEmitDiagnostics(program)) {
    const message = ts.flattenDiagnosticMessageText(messageText, "\n");
    const snippet = file && files.get(file.fileName);
    if (!file || !snippet) throw new Error(`the compiler reports an error outside the documents: ${message}`);
    const line = snippet.line + file.getLineAndCharacterOfPosition(start).line;
    said.get(snippet.place)?.push(`${snippet.document}:${line}: ${message}`);
  }
  return said;
}

/**
 * Writes a block as a module that can import the packages, and returns its file. Checked and run modules are in different
 * folders.
 */
export function writeModule({ place, code }: Snippet, purpose: keyof typeof folders): string {
  const folder = folders[purpose];
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${place.replace(/[^A-Za-z0-9]+/g, "-")}.ts`);
  // The last line turns a block without imports into a module.
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

/** The compiler's error code for a configuration without files. We add the files later. */
const emptyFilesList = 18002;
