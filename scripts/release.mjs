// pnpm release: publishes the packages with changesets to the registry. Run `npm test` first.
//   --built   publishes the current `dist`
// Commits the versions and changelogs, and tags each published version; push both yourself. In a
// continuous integration job that the registry trusts, pnpm adds a signed provenance statement.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const isBuilt = process.argv.includes("--built");

if (run("git", ["status", "--porcelain"], "pipe") !== "")
  fail("release: commit first: everything that is published must be in git");
run("pnpm", ["exec", "changeset", "version"]);
if (!isBuilt) run("pnpm", ["exec", "turbo", "run", "build", "--filter=./packages/*", "--output-logs=errors-only"]);
run("git", ["add", "--all"]);
if (run("git", ["diff", "--cached", "--name-only"], "pipe") !== "") run("git", ["commit", "--quiet", "-m", "Release"]);
run("pnpm", ["exec", "changeset", "publish"]);

/** Runs a command, and exits if it fails. */
function run(command, args, stdout = "inherit") {
  const shell = process.platform === "win32";
  const result = spawnSync(command, args, {
    cwd: root,
    shell,
    encoding: "utf8",
    stdio: ["inherit", stdout, "inherit"],
  });
  if (result.status !== 0) fail(`release: ${command} ${args.join(" ")} failed ${result.error ?? ""}`);
  return result.stdout;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
