import { execFileSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Finds the machine's own Node, which is tested and measured in addition to the toolchain's. It is the Node that runs
 * this script, unless that is the toolchain's because the toolchain comes first on the PATH.
 *
 * @param {string} toolchainNode
 * @returns {{ command: string, version: string }}
 */
export function findMachineNode(toolchainNode) {
  const running = { command: process.execPath, version: process.version };
  const own = realpathSync(toolchainNode);
  if (realpathSync(running.command) !== own) return running;
  const name = process.platform === "win32" ? "node.exe" : "node";
  const command = (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path) && realpathSync(path) !== own);
  if (command === undefined) return running;
  return { command, version: execFileSync(command, ["--version"], { encoding: "utf8" }).trim() };
}
