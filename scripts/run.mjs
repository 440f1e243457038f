// Runs the commands of the README on any Node from 20.20 up, after setting up what is missing.
//   node scripts/run.mjs start [arguments]   runs opend, the command line (packages/cli)
//   node scripts/run.mjs test                runs every check
//   node scripts/run.mjs test:matrix         runs external projects on every Node, with several TypeScripts
//   node scripts/run.mjs bench [names]       measures, and writes docs/performance.md (apps/bench)
//   node scripts/run.mjs pack:all DIR        packs every published package into DIR
//   node scripts/run.mjs site                writes the API reference and the guides into apps/site/dist
//   node scripts/run.mjs format              formats the code and the .proto files
import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { demoArguments } from "./demo.mjs";
import { findMachineNode } from "./machine-node.mjs";
import { ensureToolchain } from "./toolchain.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const [job, ...args] = process.argv.slice(2);
const jobs = ["start", "test", "test:matrix", "bench", "pack:all", "site", "format"];
if (!jobs.includes(job)) fail(`usage: node scripts/run.mjs ${jobs.join("|")}, not "${job ?? ""}"`);

const toolchain = ensureToolchain(root);
const machineNode = findMachineNode(toolchain.node);
const env = {
  ...process.env,
  PATH: toolchain.path,
  // The smoke app and the benchmarks also run on the machine's own Node.
  OPEND_MACHINE_NODE: machineNode.command,
  OPEND_MACHINE_NODE_VERSION: machineNode.version,
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
};

// The suites have time limits, and running more suites than cores at once would exceed them.
const turboOptions = ["--concurrency=2", "--output-logs=new-only"];
quietly("installing packages", ["install", "--frozen-lockfile", "--prefer-offline", "--reporter=append-only"]);
if (job === "test") {
  runShown([toolchain.pnpm, "exec", "turbo", "run", "lint", "arrows", "typecheck", "test", ...turboOptions]);
} else if (job === "test:matrix") {
  runShown([toolchain.pnpm, "exec", "turbo", "run", "test:matrix", "--output-logs=new-only"]);
} else if (job === "site") {
  runShown([toolchain.pnpm, "exec", "turbo", "run", "test", "--filter=@opend/site", "--output-logs=errors-only"]);
} else if (job === "format") {
  runShown([toolchain.pnpm, "run", "lint:fix"]);
} else if (job === "pack:all") {
  build("./packages/*");
  runShown(["scripts/pack-all.mjs", ...args]);
} else if (job === "bench") {
  build("@opend/bench");
  runShown(["apps/bench/src/main.ts", ...args]);
} else {
  build("@opend/cli");
  const given = args.length > 0 ? args : demoArguments();
  if (args.length === 0) console.log(`$ opend ${given.join(" ")}`);
  runShown(["packages/cli/dist/bin.js", ...given]);
}

/** Builds a package, or the packages of a folder, and their dependencies. */
function build(name) {
  quietly("building", ["exec", "turbo", "run", "build", `--filter=${name}`, "--output-logs=errors-only"]);
}

/** Runs pnpm silently, and shows its output if it fails. */
function quietly(doing, pnpmArgs) {
  const { status, stdout, stderr, error } = spawnSync(toolchain.node, [toolchain.pnpm, ...pnpmArgs], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  if (status !== 0) fail(`${doing} failed:\n${stdout ?? ""}${stderr ?? ""}${error ?? ""}`);
}

/** Runs Node with its output shown, passes signals on, and exits with its status. */
function runShown(nodeArgs) {
  const child = spawn(toolchain.node, nodeArgs, { cwd: root, env, stdio: "inherit" });
  // A terminal also sends Ctrl-C to the child, so passing it on would deliver it twice.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.once("error", (error) => fail(error.message));
  child.once("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
