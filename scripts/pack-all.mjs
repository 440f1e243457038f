// Packs every published package into a folder, so that projects can install them: pnpm pack:all DIR.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const packages = fileURLToPath(new URL("../packages", import.meta.url));
const [dir, ...others] = process.argv.slice(2);
if (dir === undefined || dir.startsWith("-") || others.length > 0) fail("usage: pnpm pack:all DIR");

// Package managers run scripts in the root of the repository, and put the caller's folder here.
// biome-ignore lint/suspicious/noUndeclaredEnvVars: set by package managers, and turbo does not run this
const target = resolve(process.env.INIT_CWD ?? process.cwd(), dir);
mkdirSync(target, { recursive: true });
if (readdirSync(target).some((name) => name.endsWith(".tgz"))) {
  fail(`pack:all: ${target} already has .tgz files; empty it first, or they would be installed as well`);
}
for (const folder of readdirSync(packages).map((name) => join(packages, name))) {
  if (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).private) continue;
  run("pnpm", ["--silent", "--dir", folder, "pack", "--pack-destination", target]);
}
console.log(`npm install ${join(target, "*.tgz")}`);

/** Runs a command silently, and shows its output if it fails. */
function run(command, args) {
  const shell = process.platform === "win32";
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", shell });
  if (status !== 0)
    fail(`pack:all: ${command} ${args.join(" ")} failed:\n${stdout ?? ""}${stderr ?? ""}${error ?? ""}`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
