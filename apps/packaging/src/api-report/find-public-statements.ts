import ts from "typescript";
import type { Entry } from "../published-packages.ts";
import { listExports, sourceFileOf } from "./load-types.ts";

/** The statements that count, by the file that they stand in. */
export type PublicStatements = ReadonlyMap<ts.SourceFile, ReadonlySet<ts.Statement>>;

/**
 * Finds what the entries export, and what those declarations refer to in turn, exported or not: a change anywhere there
 * can be seen from outside.
 *
 * @param folder where the package's own declarations are, with a slash at the end. Those of other packages are not
 * followed: they have reports of their own
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
    // The import or export that names it, and what it stands for.
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
    // A namespace is seen as a whole.
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

/** The statement of a file in which a declaration stands: none for the file as a whole, which is what a namespace is. */
function statementAround(declaration: ts.Node): ts.Statement[] {
  for (let node = declaration; node.parent; node = node.parent) {
    if (ts.isSourceFile(node.parent)) return node.parent.statements.filter((statement) => statement === node);
  }
  return [];
}

function isReexport(statement: ts.Statement): boolean {
  return ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
}
