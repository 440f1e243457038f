import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** A JavaScript runtime on this machine. */
export interface Runtime {
  /** The name and version, such as `Node 20.20.2`. */
  readonly name: string;
  readonly command: string;
  /** The arguments before the script. */
  readonly args: readonly string[];
}

/** The runtimes that the packages support. */
export interface Runtimes {
  /** The Node of this machine, and Node 24. */
  readonly nodes: readonly [own: Runtime, node24: Runtime];
  readonly deno: Runtime;
  readonly bun: Runtime;
}

/** Finds all runtimes. @throws when one of them is missing */
export function findRuntimes(): Runtimes {
  const machineNode = process.env["OPEND_MACHINE_NODE"];
  if (!machineNode) throw new Error("OPEND_MACHINE_NODE is not set: npm test sets it to the machine's own Node");
  const node24 = describeRuntime("Node", process.execPath);
  if (!node24.name.startsWith("Node 24.")) throw new Error(`this script must run on Node 24, not on ${node24.name}`);
  return {
    nodes: [describeRuntime("Node", machineNode), node24],
    deno: findDeno(["--allow-net", "--allow-read", "--allow-env"]),
    bun: describeRuntime("Bun", packagedBinary("bun")),
  };
}

/** Finds Deno, with the permissions that it gives to programs. */
export function findDeno(permissions: readonly string[]): Runtime {
  return describeRuntime("Deno", packagedBinary("deno"), ["run", ...permissions]);
}

/** Runs a program to learn its version. */
export function describeRuntime(name: string, command: string, args: readonly string[] = []): Runtime {
  const output = execFileSync(command, ["--version"], { encoding: "utf8" });
  const [version] = /\d+\.\d+\.\d+/.exec(output) ?? [];
  if (version === undefined) throw new Error(`${command} --version says ${JSON.stringify(output)}`);
  return { name: `${name} ${version}`, command, args };
}

/** Returns the path of the real program, which the npm packages `deno` and `bun` contain. */
function packagedBinary(name: string): string {
  const require = createRequire(import.meta.url);
  const manifestPath = require.resolve(`${name}/package.json`);
  const { bin }: { bin: string | Readonly<Record<string, string>> } = require(manifestPath);
  const relative = typeof bin === "string" ? bin : bin[name];
  if (relative === undefined) throw new Error(`the package ${name} does not contain a program named ${name}`);
  return join(dirname(manifestPath), relative);
}
