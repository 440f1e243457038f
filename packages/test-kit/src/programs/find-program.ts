import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { installPackage } from "./install-package.js";

/**
 * Finds a program of Debian. If it is missing, installs it with apt-get, but only as root.
 *
 * @param name the command, and the package that has it
 * @throws when the program is missing and cannot be installed. The message has the command that installs it
 */
export function findProgram(name: string): string {
  const found = onPath(name);
  if (found !== undefined) return found;
  installPackage(name);
  const installed = onPath(name);
  if (installed === undefined) throw new Error(`apt-get install ${name} did not install ${name}`);
  return installed;
}

function onPath(name: string): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/bin", "/usr/local/bin"];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
