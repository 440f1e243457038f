import { readFileSync, writeFileSync } from "node:fs";

/**
 * Makes `require` of an entry return its default export itself, which must have the other exports as properties.
 *
 * @param entry the path in `dist` without extension
 */
export function requireAsDefault(entry: string): void {
  const file = `dist/${entry}.cjs`;
  const [code = "", map = ""] = readFileSync(file, "utf8").split(/(?=\/\/# sourceMappingURL)/);
  writeFileSync(file, `${code}module.exports = module.exports.default;\n${map}`);
}
