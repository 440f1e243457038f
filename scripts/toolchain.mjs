// The Node and pnpm that build this repository, as packages from the npm registry. Nothing is installed outside the
// checkout, and the machine's own Node only runs this file.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

const platform = process.platform === "win32" ? "win" : process.platform;
const nodePackage = `node-${platform}-${process.arch}`;
const versions = { [nodePackage]: "24.21.0", pnpm: "11.28.11" };

/**
 * Installs the toolchain into `.toolchain/` unless it is already there.
 *
 * @param {string} root the repository
 * @returns {{ node: string, pnpm: string, path: string }} the two programs, and a PATH that starts with both
 */
export function ensureToolchain(root) {
  const folder = join(root, ".toolchain");
  const stamp = join(folder, "installed.json");
  const wanted = JSON.stringify(versions);
  const modules = join(folder, "node_modules");
  const node = join(modules, nodePackage, "bin", platform === "win" ? "node.exe" : "node");
  const pnpm = join(modules, "pnpm", "bin", "pnpm.mjs");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted || !existsSync(node)) {
    console.error("Setting up Node 24 and pnpm for this checkout (once) …");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: versions }));
    const npm = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"], {
      cwd: folder,
      encoding: "utf8",
      shell: platform === "win",
    });
    if (npm.status !== 0) {
      console.error(`npm could not install the toolchain:\n${npm.stdout ?? ""}${npm.stderr ?? ""}${npm.error ?? ""}`);
      process.exit(1);
    }
    writeFileSync(stamp, wanted);
  }
  return { node, pnpm, path: [join(modules, ".bin"), dirname(node), process.env.PATH].join(delimiter) };
}
