import { readFileSync } from "node:fs";
import { join } from "node:path";
import { changeOfPager, type ReleasedPackage } from "./registry/release-copy.js";

/** The packages that always have the same version. */
const { fixed }: { readonly fixed: readonly (readonly string[])[] } = JSON.parse(
  readFileSync(new URL("../../../.changeset/config.json", import.meta.url), "utf8"),
);

/** Checks the installed packages: versions, ranges between the packages, changelogs. @throws when something is wrong */
export function checkInstalled(project: string, released: readonly ReleasedPackage[]): void {
  const versions = new Map(released.map(({ name, version }) => [name, version]));
  for (const together of fixed) {
    const different = new Set(together.map((name) => versions.get(name)));
    if (different.size !== 1) throw new Error(`${together} have the versions ${[...different]}`);
  }
  for (const { name, version } of released) {
    const read = (file: string) => readFileSync(join(project, "node_modules", name, file), "utf8");
    const manifest: { readonly version: string; readonly dependencies?: Record<string, string> } = JSON.parse(
      read("package.json"),
    );
    if (manifest.version !== version) throw new Error(`${name}: version ${manifest.version} instead of ${version}`);
    for (const [dependency, range] of Object.entries(manifest.dependencies ?? {})) {
      const expected = versions.has(dependency) ? `^${versions.get(dependency)}` : range;
      if (range !== expected || range.includes(":")) throw new Error(`${name}: dependency ${dependency} is ${range}`);
    }
    if (!read("CHANGELOG.md").includes(`## ${version}\n`)) throw new Error(`${name}: no changelog of ${version}`);
  }
  const changelog = readFileSync(join(project, "node_modules/@opend/pager/CHANGELOG.md"), "utf8");
  if (!changelog.includes(changeOfPager)) throw new Error("the changeset is not in the changelog");
}
