import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createManifest, npmInstall } from "./consumers/template.js";
import type { ReleasedPackage } from "./registry/release-copy.js";
import type { Registry } from "./registry/start-registry.js";
import { runCommand } from "./run-command.js";

/** Installs all released packages into an empty folder, as a user would, and copies the checks there. */
export async function installProject(
  folder: string,
  registry: Registry,
  released: readonly ReleasedPackage[],
): Promise<void> {
  writeFileSync(join(folder, "package.json"), createManifest(released));
  registry.configure(folder);
  const [npm, ...args] = npmInstall;
  await runCommand(npm, args, { cwd: folder, env: registry.env });
  for (const name of ["checks", "browser-checks"]) {
    copyFileSync(new URL(`./${name}.js`, import.meta.url), join(folder, `${name}.mjs`));
  }
}
