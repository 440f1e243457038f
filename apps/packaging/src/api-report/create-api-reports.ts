import { relative } from "node:path";
import ts from "typescript";
import { type Entry, listEntries, type PublishedPackage } from "../published-packages.ts";
import { findPublicStatements, type PublicStatements } from "./find-public-statements.ts";
import { loadTypes } from "./load-types.ts";

/** A report of some of a package's entries. */
export interface ApiReport {
  /** Who imports the entries. */
  readonly part: ReportPart;
  readonly text: string;
}

/** Entries for programs, entries that only our own packages import, and the many protocols with their layers. */
export type ReportPart = "public" | "internal" | "protocols";

const parts: readonly ReportPart[] = ["public", "internal", "protocols"];

const preface = `A program can import these names. The types behind them follow, as the compiler declares them. A test compares this file
with the build. After an intended change, \`pnpm api-report\` rewrites it.`;

/** Describes the API of a built package as texts to commit and compare, one for each of its parts. */
export function createApiReports(published: PublishedPackage): ApiReport[] {
  const { manifest, folder } = published;
  const entries = listEntries(published);
  const program = loadTypes(entries);
  const nameOf = (file: string) =>
    relative(`${folder}/dist`, file)
      .replaceAll("\\", "/")
      .replace(/\.d\.ts$/, "");
  const told = new Set<ts.Statement>();
  return parts.flatMap((part) => {
    const ofPart = entries.filter(({ specifier }) => partOf(manifest.name, specifier) === part);
    if (ofPart.length === 0) return [];
    // The public part omits the types of protocols, which have a report of their own.
    const isOfPart = (file: ts.SourceFile) => part === "protocols" || !nameOf(file.fileName).startsWith("gen/");
    const found = findPublicStatements(program, part === "protocols" ? entries : ofPart, `${folder}/dist/`);
    const fresh = without(found, told, isOfPart);
    for (const statements of fresh.values()) for (const statement of statements) told.add(statement);
    return [{ part, text: writeReport(published, part, ofPart, fresh, nameOf) }];
  });
}

function partOf(name: string, specifier: string): ReportPart {
  const [, first = ""] = specifier.slice(name.length).split("/");
  if (first === "plain" || first === "schema") return "protocols";
  return first === "internal" || first === "protocols" ? first : "public";
}

function without(
  found: PublicStatements,
  told: ReadonlySet<ts.Statement>,
  isOfPart: (file: ts.SourceFile) => boolean,
): PublicStatements {
  const fresh = new Map<ts.SourceFile, ReadonlySet<ts.Statement>>();
  for (const [file, statements] of found) {
    const left = new Set([...statements].filter((statement) => !told.has(statement)));
    if (left.size > 0 && isOfPart(file)) fresh.set(file, left);
  }
  return fresh;
}

function writeReport(
  { manifest: { name: packageName, engines, bin } }: PublishedPackage,
  part: ReportPart,
  entries: readonly Entry[],
  found: PublicStatements,
  nameOf: (file: string) => string,
): string {
  const modules = new Map<string, readonly string[]>();
  for (const [file, statements] of found) {
    const inOrder = file.statements.filter((statement) => statements.has(statement));
    modules.set(
      nameOf(file.fileName),
      inOrder.map((statement) => printStatement(statement, file)),
    );
  }
  const lines: string[] = [];
  for (const { specifier, types } of entries) {
    const name = nameOf(types);
    const [first = "", ...others] = modules.get(name) ?? [];
    const isHandedOn = others.length === 0 && first.startsWith("export * from ");
    lines.push(`- \`${specifier}\`: ${isHandedOn ? `\`${first}\`` : name}`);
    if (isHandedOn) modules.delete(name);
  }
  const sections = [...modules].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    part === "public" ? `# ${packageName}` : `# ${packageName}, ${part}`,
    preface,
    ["```json", JSON.stringify({ engines, bin }, undefined, 2), "```"].join("\n"),
    lines.join("\n"),
    ...sections.map(([name, texts]) => [`## ${name}`, "", "```ts", ...texts, "```"].join("\n")),
    "",
  ].join("\n\n");
}

const printer = ts.createPrinter({ removeComments: true });

function printStatement(statement: ts.Statement, file: ts.SourceFile): string {
  const text = printer.printNode(ts.EmitHint.Unspecified, statement, file);
  return text.replaceAll(/^(?: {4})+/gm, (indent) => indent.slice(indent.length / 2));
}
