import { copyFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createManifest, npmInstall } from "./consumers/template.js";
import type { ReleasedPackage } from "./registry/release-copy.js";
import type { Registry } from "./registry/start-registry.js";
import { runCommand } from "./run-command.js";

/**
 * Installs everything that was released into an empty project outside the repository, as a stranger would.
 *
 * @returns the folder of the project, with the checks in `checks.mjs` and `browser-checks.mjs`
 */
export async function installProject(registry: Registry, released: readonly ReleasedPackage[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "opend-smoke-"));
  writeFileSync(join(folder, "package.json"), createManifest(released));
  registry.configure(folder);
  const [npm, ...args] = npmInstall;
  await runCommand(npm, args, { cwd: folder, env: registry.env });
  for (const name of ["checks", "browser-checks"]) {
    copyFileSync(new URL(`./${name}.js`, import.meta.url), join(folder, `${name}.mjs`));
  }
  return folder;
}
