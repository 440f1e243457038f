import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the repository. */
export const repository: string = fileURLToPath(new URL("../../..", import.meta.url));

/** Returns the text of a file of the repository. */
export function readText(path: string): string {
  return readFileSync(join(repository, path), "utf8");
}

/** Lists the documents for people: those in the root folder, the README files and `docs/`. */
export function listDocuments(): string[] {
  const packages = readdirSync(join(repository, "packages")).map((name) => `packages/${name}/README.md`);
  const docs = readdirSync(join(repository, "docs")).filter((name) => name.endsWith(".md"));
  return ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...docs.map((name) => `docs/${name}`), ...packages].filter(
    (path) => existsSync(join(repository, path)),
  );
}
