import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { Entry } from "../published-packages.ts";

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.d.ts"],
  types: ["node"],
  typeRoots: [fileURLToPath(new URL("../../node_modules/@types", import.meta.url))],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
};

/** Loads the types of entries the way a program sees them. */
export function loadTypes(entries: readonly Entry[]): ts.Program {
  const program = ts.createProgram(
    entries.map(({ types }) => types),
    options,
  );
  for (const { types } of entries) sourceFileOf(program, types);
  return program;
}

/** Returns the names that an entry exports, including types. */
export function listExports(program: ts.Program, { types }: Entry): readonly ts.Symbol[] {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(sourceFileOf(program, types));
  return module ? checker.getExportsOfModule(module) : [];
}

/** Returns the sorted names that an entry exports as values. */
export function listValues(program: ts.Program, entry: Entry): readonly string[] {
  const checker = program.getTypeChecker();
  const isValue = (symbol: ts.Symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return (target.flags & ts.SymbolFlags.Value) !== 0 && !isTypeOnly(symbol);
  };
  return listExports(program, entry)
    .filter(isValue)
    .map(({ name }) => name)
    .sort();
}

function isTypeOnly(symbol: ts.Symbol): boolean {
  return symbol.declarations?.some(ts.isTypeOnlyImportOrExportDeclaration) ?? false;
}

/** @throws when the file does not exist */
export function sourceFileOf(program: ts.Program, file: string): ts.SourceFile {
  const found = program.getSourceFile(file);
  if (!found) throw new Error(`${file} does not exist: build first`);
  return found;
}
