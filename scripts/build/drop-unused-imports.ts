import { readFileSync, writeFileSync } from "node:fs";
import { listFiles } from "./list-files.js";

/**
 * Removes the imports of chunks of which nothing is used. esbuild writes them for every chunk that an entry can reach, in
 * case it has side effects, which no module of ours has. Programs would load the enums of all quotes for them. Their
 * lines stay as empty ones, so that the source maps are still right.
 */
export function dropUnusedImports(): void {
  for (const file of listFiles("dist", ".js")) {
    const code = readFileSync(file, "utf8");
    writeFileSync(file, code.replace(/^import "\.\.?\/[^"]+";$/gm, ""));
  }
}
