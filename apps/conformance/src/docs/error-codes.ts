import ts from "typescript";
import { readText } from "./repository.js";

/** The error codes of core, from the source of `ErrorDetails`. */
export function errorCodes(): string[] {
  const path = "packages/core/src/errors.ts";
  const source = ts.createSourceFile(path, readText(path), ts.ScriptTarget.ESNext);
  const details = source.statements.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === "ErrorDetails");
  if (!details) throw new Error(`${path} has no interface ErrorDetails`);
  return details.members.map((member) => member.name?.getText(source) ?? "");
}
