import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = ["core", "pager", "futu", "moomoo", "sim"];
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
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "smoke-consumer", private: true }));
  const tarballs = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
  if (tarballs.length !== packages.length) throw new Error(`packed ${tarballs.length} of ${packages.length} packages`);
  run(
    "npm",
    [
      "install",
      "--prefer-offline",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
      ...tarballs.map((file) => `./${file}`),
    ],
    folder,
  );
  for (const name of ["checks", "browser-checks"]) {
    copyFileSync(new URL(`./${name}.js`, import.meta.url), join(folder, `${name}.mjs`));
  }
  return folder;
}

function run(command: string, args: readonly string[], cwd: string): void {
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], shell: isWindows });
}
