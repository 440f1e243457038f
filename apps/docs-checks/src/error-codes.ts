import ts from "typescript";
import { readText } from "./repository.js";

/** Where the packages declare their errors. */
const declarations = [
  { path: "packages/core/src/base/errors.ts", name: "ErrorDetails" },
  { path: "packages/pager/src/errors/pager-error.ts", name: "PagerErrorDetails" },
  { path: "packages/trade/src/rows/trade-error.ts", name: "TradeErrorDetails" },
  { path: "packages/table/src/errors/table-error.ts", name: "TableErrorDetails" },
  { path: "packages/archive/src/base/archive-error.ts", name: "ArchiveErrorDetails" },
];

/** Returns the error codes of all packages without duplicates, from the sources that declare their details. */
export function errorCodes(): string[] {
  return [...new Set(declarations.flatMap(codesIn))];
}

function codesIn({ path, name: wanted }: (typeof declarations)[number]): string[] {
  const source = ts.createSourceFile(path, readText(path), ts.ScriptTarget.ESNext);
  const details = source.statements.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === wanted);
  if (!details) throw new Error(`${path} has no interface ${wanted}`);
  return details.members.map((member) => member.name?.getText(source) ?? "");
}
