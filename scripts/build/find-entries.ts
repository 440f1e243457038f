import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { listFiles } from "./list-files.js";

/** The part of a `package.json` that says which files programs can import. */
interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly imports?: Readonly<Record<string, unknown>>;
}

/**
 * Returns the modules that a package's `exports` and `imports` name, by their path in `dist` without extension. Leaves
 * out entries without a source, which a later step of the build writes.
 */
export function findEntries({ exports, imports = {} }: Manifest): Readonly<Record<string, string>> {
  const stems = [exports, imports].flatMap(filesIn).flatMap((file) => {
    const [, stem] = /^\.\/dist\/(.*)\.js$/.exec(file) ?? [];
    if (stem === undefined) return [];
    if (!stem.includes("*")) return [stem];
    return listFiles(join("src", dirname(stem)), ".ts").map((path) => path.replace(/^src\/|\.ts$/g, ""));
  });
  const sources = [...new Set(stems)].map((stem) => [stem, join("src", `${stem}.ts`)] as const);
  return Object.fromEntries(sources.filter(([, path]) => existsSync(path)));
}

function filesIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(filesIn) : [];
}
