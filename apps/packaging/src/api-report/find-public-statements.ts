import ts from "typescript";
import type { Entry } from "../published-packages.ts";
import { listExports, sourceFileOf } from "./load-types.ts";

/** The statements in a report, by the file that contains them. */
export type PublicStatements = ReadonlyMap<ts.SourceFile, ReadonlySet<ts.Statement>>;

/**
 * Finds the exports of the entries and all declarations that they refer to, exported or not. Programs notice a change in
 * any of them.
 *
 * @param folder the folder of the package's own declarations, with a slash at the end. It does not follow those of other
 * packages, which have reports of their own
 */
export function findPublicStatements(program: ts.Program, entries: readonly Entry[], folder: string): PublicStatements {
  const checker = program.getTypeChecker();
  const found = new Map<ts.SourceFile, Set<ts.Statement>>();
  const waiting: ts.Statement[] = [];

  const add = (statement: ts.Statement) => {
    const file = statement.getSourceFile();
    if (!file.fileName.startsWith(folder.replaceAll("\\", "/"))) return;
    const statements = found.get(file) ?? new Set();
    found.set(file, statements.add(statement));
    waiting.push(statement);
  };
  const addSymbol = (symbol: ts.Symbol) => {
    // The import or export that names it, and the declaration behind it.
    const targets = symbol.flags & ts.SymbolFlags.Alias ? [symbol, checker.getAliasedSymbol(symbol)] : [symbol];
    for (const statement of targets.flatMap(({ declarations = [] }) => declarations.flatMap(statementAround))) {
      if (!found.get(statement.getSourceFile())?.has(statement)) add(statement);
    }
  };
  const addReferences = (node: ts.Node) => {
    const symbol = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
    if (symbol) addSymbol(symbol);
    ts.forEachChild(node, addReferences);
  };

  const modules = new Set<ts.Symbol>();
  const addExport = (symbol: ts.Symbol) => {
    addSymbol(symbol);
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    if (!target.declarations?.some(ts.isSourceFile) || modules.has(target)) return;
    // Programs see a namespace as a whole.
    modules.add(target);
    checker.getExportsOfModule(target).forEach(addExport);
  };

  for (const entry of entries) {
    sourceFileOf(program, entry.types).statements.filter(isReexport).forEach(add);
    listExports(program, entry).forEach(addExport);
  }
  for (let statement = waiting.pop(); statement; statement = waiting.pop()) addReferences(statement);
  return found;
}

/** Returns the top-level statement that contains a declaration. Undefined for a whole file, which is a namespace. */
function statementAround(declaration: ts.Node): ts.Statement[] {
  for (let node = declaration; node.parent; node = node.parent) {
    if (ts.isSourceFile(node.parent)) return node.parent.statements.filter((statement) => statement === node);
  }
  return [];
}

function isReexport(statement: ts.Statement): boolean {
  return ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
}
