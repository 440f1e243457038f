import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/**
 * Installs a package of Debian with apt-get, but only as root.
 *
 * @throws when it cannot be installed. The message has the command that installs it
 */
export function installPackage(name: string): void {
  const install = ["install", "-y", "--no-install-recommends", name];
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
