// The two commands of the README, on any Node from 20.20 up: sets up what is missing, then runs the job.
//   node scripts/run.mjs start [arguments]   streams daily short volume (apps/stream)
//   node scripts/run.mjs test                runs every check
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureToolchain } from "./toolchain.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const [job, ...args] = process.argv.slice(2);
if (job !== "start" && job !== "test") fail(`usage: node scripts/run.mjs start|test, not "${job ?? ""}"`);

const toolchain = ensureToolchain(root);
const env = {
  ...process.env,
  PATH: toolchain.path,
  // The smoke app runs on the machine's own Node too.
  OPEND_MACHINE_NODE: process.env.OPEND_MACHINE_NODE ?? process.execPath,
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
};

pnpm(["install", "--frozen-lockfile", "--prefer-offline", "--reporter=silent"], "installing packages");
if (job === "test") {
  run(["turbo", "run", "lint", "typecheck", "test", "--output-logs=new-only"]);
} else {
  pnpm(
    ["exec", "turbo", "run", "build", "--filter=@opend/stream", "--output-logs=errors-only", "--log-order=grouped"],
    "building",
  );
  node(["apps/stream/dist/main.js", ...args]);
}

/** Runs pnpm quietly: what it prints is shown only when it fails. */
function pnpm(pnpmArgs, doing) {
  const result = spawnSync(toolchain.node, [toolchain.pnpm, ...pnpmArgs], { cwd: root, env, encoding: "utf8" });
  if (result.status !== 0) fail(`${doing} failed:\n${result.stdout ?? ""}${result.stderr ?? ""}${result.error ?? ""}`);
}

/** Runs a workspace command with its output shown. */
function run(commandArgs) {
  node([toolchain.pnpm, "exec", ...commandArgs]);
}

function node(nodeArgs) {
  const { status } = spawnSync(toolchain.node, nodeArgs, { cwd: root, env, stdio: "inherit" });
  process.exitCode = status ?? 1;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
