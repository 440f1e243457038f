import { readFileSync, writeFileSync } from "node:fs";
import { listFiles } from "./list-files.js";

/** The part of a source map that is used here. */
interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent: readonly (string | null)[];
}

/**
 * Removes the sources of other packages, and of generated modules in some folders, from the source maps in `dist`,
 * where they would make up most of the package. Their names stay, so that stack traces still point to them.
 */
export function leaveOutSources(folders: readonly string[]): void {
  for (const file of listFiles("dist", ".map")) {
    const map: SourceMap = JSON.parse(readFileSync(file, "utf8"));
    // A CommonJS module without code of its own maps to its ESM copy in the same folder.
    const isLeftOut = (source: string) =>
      !source.includes("../src/") || folders.some((folder) => source.includes(`../${folder}/`));
    const sourcesContent = map.sourcesContent.map((text, index) => (isLeftOut(map.sources[index] ?? "") ? null : text));
    // Paths into `node_modules` are specific to this machine.
    const sources = map.sources.map((source) => source.replace(/^.*node_modules\//, ""));
    writeFileSync(file, JSON.stringify({ ...map, sources, sourcesContent }));
  }
}
