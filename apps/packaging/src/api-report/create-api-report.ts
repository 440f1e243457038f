import { relative } from "node:path";
import ts from "typescript";
import { listEntries, type PublishedPackage } from "../published-packages.ts";
import { findPublicStatements } from "./find-public-statements.ts";
import { loadTypes } from "./load-types.ts";

const preface = `Every name that a program can import, and every type that these names are made of, as the compiler declares them. A
test compares this file with what is built: after a change that is meant, \`pnpm api-report\` writes it anew.`;

/** The public API of a package that has been built, as a text to be kept and compared. */
export function createApiReport(published: PublishedPackage): string {
  const { manifest, folder } = published;
  const { engines, bin } = manifest;
  const entries = listEntries(published);
  const nameOf = (file: string) =>
    relative(`${folder}/dist`, file)
      .replaceAll("\\", "/")
      .replace(/\.d\.ts$/, "");
  const modules = new Map<string, readonly string[]>();
  for (const [file, statements] of findPublicStatements(loadTypes(entries), entries, `${folder}/dist/`)) {
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
    `# ${manifest.name}`,
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
