import { execFileSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * The machine's own Node, which is to be tested and measured beside that of the toolchain: the one that runs this, unless
 * that is the toolchain's because its folder is first on the PATH.
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
