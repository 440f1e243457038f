// One module, since Node runs it as it is, and resolves no .js to a .ts.
import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

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

/**
 * Installs a package of Debian with apt-get, but only as root.
 *
 * @throws when it cannot be installed. The message has the command that installs it
 */
export function installPackage(name: string): void {
  // Two suites may want the same package at once.
  const install = ["install", "-o", "DPkg::Lock::Timeout=300", "-y", "--no-install-recommends", name];
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    throw new Error(`these tests need ${name}: sudo apt-get ${install.join(" ")}`);
  }
  // Keeps the package from starting its server.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const run = (args: readonly string[]) => execFileSync("apt-get", args, { env, stdio: ["ignore", "ignore", "pipe"] });
  try {
    run(install);
  } catch {
    run(["update"]);
    run(install);
  }
}
