import { readFileSync, writeFileSync } from "node:fs";
import { listFiles } from "./list-files.js";

/** What of a source map is looked at here. */
interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent: readonly (string | null)[];
}

/**
 * Takes the texts of other packages, and of generated modules in some folders, out of the source maps in `dist`: they
 * would be most of the package. Their names stay, so that a stack trace still says where it leads.
 */
export function leaveOutSources(folders: readonly string[]): void {
  for (const file of listFiles("dist", ".map")) {
    const map: SourceMap = JSON.parse(readFileSync(file, "utf8"));
    // A CommonJS module without code of its own leads to its ESM copy, which lies beside it.
    const isLeftOut = (source: string) =>
      !source.includes("../src/") || folders.some((folder) => source.includes(`../${folder}/`));
    const sourcesContent = map.sourcesContent.map((text, index) => (isLeftOut(map.sources[index] ?? "") ? null : text));
    // A path into `node_modules` is that of this machine.
    const sources = map.sources.map((source) => source.replace(/^.*node_modules\//, ""));
    writeFileSync(file, JSON.stringify({ ...map, sources, sourcesContent }));
  }
}
