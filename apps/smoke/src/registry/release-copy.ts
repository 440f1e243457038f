import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "../run-command.js";
import type { Registry } from "./start-registry.js";

/** A package and its released version. */
export interface ReleasedPackage {
  readonly name: string;
  readonly version: string;
  /** Whether programs can import it. The command line is only run. */
  readonly isLibrary: boolean;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: object;
}

/** The text that the pager's changelog must contain. */
export const changeOfPager = "A change of the pager that only this release has.";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const changeset = `---\n"@opend/pager": minor\n---\n\n${changeOfPager}\n`;

/**
 * Makes a complete release with `pnpm release`, from a changeset to the registry, in a copy of the repository.
 *
 * @returns the released packages
 */
export async function releaseCopy(registry: Registry): Promise<readonly ReleasedPackage[]> {
  const copy = mkdtempSync(join(tmpdir(), "opend-release-"));
  // The copy has only the dependencies that a release needs, and pnpm must accept that.
  const env = { ...registry.env, pnpm_config_verify_deps_before_run: "false" };
  const install = ["install", "--prefer-offline", "--frozen-lockfile", "--ignore-scripts", ...onlyPackages];
  const run = (command: string, ...args: string[]) => runCommand(command, args, { cwd: copy, env });
  try {
    await copyRepository(copy);
    // Installs from the usual registry, before the copy is configured to use the other one.
    await runCommand("pnpm", install, { cwd: copy });
    writeFileSync(join(copy, ".changeset/a-change.md"), changeset);
    registry.configure(copy);
    await run("git", "init", "--quiet");
    for (const [name, value] of Object.entries(gitSettings)) await run("git", "config", name, value);
    await run("git", "add", "--all");
    await run("git", "commit", "--quiet", "-m", "A change of the pager");
    await run("pnpm", "run", "release", "--built");
    return listPublished(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const onlyPackages = ["--filter", "opend", "--filter", "./packages/*"];
const gitSettings = { "user.name": "Nobody", "user.email": "nobody@example.com", "commit.gpgsign": "false" };

/** Copies all files that are not ignored by git, and the build. */
async function copyRepository(copy: string): Promise<void> {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const files = await runCommand("git", args, { cwd: repository });
  for (const file of files.split("\0").filter((name) => name !== "" && existsSync(join(repository, name)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(repository, file), join(copy, file));
  }
  for (const { name } of listPublished(copy)) {
    const dist = join("packages", name.replace("@opend/", ""), "dist");
    cpSync(join(repository, dist), join(copy, dist), { recursive: true });
  }
}

function listPublished(root: string): ReleasedPackage[] {
  return readdirSync(join(root, "packages")).flatMap((folder) => {
    const text = readFileSync(join(root, "packages", folder, "package.json"), "utf8");
    const { name, version, private: isPrivate, exports = {} }: Manifest = JSON.parse(text);
    return isPrivate ? [] : [{ name, version, isLibrary: "." in exports }];
  });
}
