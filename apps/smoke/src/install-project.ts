import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = ["core", "pager", "trade", "futu", "moomoo", "sim"];
const isWindows = process.platform === "win32";

/**
 * Packs the packages as they would be published and installs the tarballs into an empty project outside the
 * repository, as a stranger would.
 *
 * @returns the folder of the project, with the checks in `checks.mjs` and `browser-checks.mjs`
 */
export function installProject(): string {
  const folder = mkdtempSync(join(tmpdir(), "opend-smoke-"));
  const repository = fileURLToPath(new URL("../../..", import.meta.url));
  for (const name of packages) {
    run(
      "pnpm",
      ["--silent", "--dir", join(repository, "packages", name), "pack", "--pack-destination", folder],
      repository,
    );
  }
  const tarballs = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
  if (tarballs.length !== packages.length) throw new Error(`packed ${tarballs.length} of ${packages.length} packages`);
  writeFileSync(join(folder, "package.json"), JSON.stringify(createManifest(tarballs)));
  run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"], folder);
  for (const name of ["checks", "browser-checks"]) {
    copyFileSync(new URL(`./${name}.js`, import.meta.url), join(folder, `${name}.mjs`));
  }
  return folder;
}

/** The packages depend on each other: the overrides make npm take the tarballs there too, and not ask the registry. */
function createManifest(tarballs: readonly string[]) {
  const dependencies = Object.fromEntries(
    packages.map((name) => [`@opend/${name}`, `file:${tarballs.find((file) => file.startsWith(`opend-${name}-`))}`]),
  );
  const overrides = Object.fromEntries(Object.keys(dependencies).map((name) => [name, `$${name}`]));
  return { name: "smoke-consumer", private: true, dependencies, overrides };
}

function run(command: string, args: readonly string[], cwd: string): void {
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], shell: isWindows });
}
