// pnpm release: from the changesets to the registry. Run `npm test` before.
//   --built   publishes what lies in `dist`
// The versions and changelogs become a commit, and each published version a tag; pushing both is left to you. In a
// continuous integration job that the registry trusts, pnpm adds the signed statement of where a package comes from.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const isBuilt = process.argv.includes("--built");

if (run("git", ["status", "--porcelain"], "pipe") !== "")
  fail("release: commit first, what is published must be in git");
run("pnpm", ["exec", "changeset", "version"]);
if (!isBuilt) run("pnpm", ["exec", "turbo", "run", "build", "--filter=./packages/*", "--output-logs=errors-only"]);
run("git", ["add", "--all"]);
if (run("git", ["diff", "--cached", "--name-only"], "pipe") !== "") run("git", ["commit", "--quiet", "-m", "Release"]);
run("pnpm", ["exec", "changeset", "publish"]);

/** Runs a command, and ends if it fails. */
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
