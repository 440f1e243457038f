import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { publishedPackages, readManifest } from "./published-packages.ts";

/** The oldest Node that `engines` allows. */
const oldestNode = "20.20.0";

const script = fileURLToPath(new URL("../../../scripts/pack-all.mjs", import.meta.url));
const names = publishedPackages.map(({ manifest }) => manifest.name);
const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
const { PATH: searchPath = "" } = process.env;
const folder = mkdtempSync(join(tmpdir(), "opend-pack-all-"));
const project = join(folder, "project");
let printed: string;
let node: string;

beforeAll(() => {
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), "{}");
  printed = packInto("tarballs");
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const args = ["install", "--prefix", folder, "--no-save", ...quiet, `${name}@${oldestNode}`];
  execFileSync("npm", args, { cwd: folder, stdio: "pipe", shell: process.platform === "win32" });
  node = join(folder, "node_modules", name, "bin", platform === "win" ? "node.exe" : "node");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("packs every published package into a folder relative to the caller, and prints how to install them", () => {
  expect(readdirSync(join(folder, "tarballs"))).toHaveLength(names.length);
  expect(printed.trim()).toBe(`npm install ${join(folder, "tarballs", "*.tgz")}`);
});

it("refuses a folder with older tarballs, and a call without a folder", () => {
  expect(() => packInto("tarballs")).toThrow("already has .tgz files");
  expect(() => packInto()).toThrow("usage: pnpm pack:all DIR");
});

it("installs each package from its tarball with engine-strict on the oldest supported Node, and runs", () => {
  const tarballs = readdirSync(join(folder, "tarballs")).map((file) => join(folder, "tarballs", file));
  runNode(findNpm(), "install", "--engine-strict", ...quiet, ...tarballs);
  expect(runNode("--version").trim()).toBe(`v${oldestNode}`);
  const lock = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8"));
  for (const name of names) {
    expect(lock.packages[`node_modules/${name}`].resolved, name).toMatch(/^file:.*\.tgz$/);
    const { name: installed, exports } = readManifest(join(project, "node_modules", name));
    expect(installed).toBe(name);
    if ("." in exports) runNode("--input-type=module", "--eval", `await import("${name}")`);
  }
  expect(runNode("node_modules/@opend/cli/dist/bin.js", "--demo", "doctor")).toContain("connected to Futu");
});

function packInto(...args: readonly string[]): string {
  const env = { ...process.env, INIT_CWD: folder };
  return execFileSync(process.execPath, [script, ...args], { env, encoding: "utf8", stdio: "pipe" });
}

/** Runs the oldest Node in the external project. */
function runNode(...args: readonly string[]): string {
  const env = { ...process.env, PATH: [dirname(node), searchPath].join(delimiter) };
  return execFileSync(node, args, { cwd: project, env, encoding: "utf8", stdio: "pipe" });
}

/** The script of npm, which checks `engines` against the Node that runs it. */
function findNpm(): string {
  const isWindows = process.platform === "win32";
  for (const path of searchPath.split(delimiter)) {
    if (!path) continue;
    try {
      if (!isWindows) return realpathSync(join(path, "npm"));
      return realpathSync(join(path, "node_modules", "npm", "bin", "npm-cli.js"));
    } catch {
      // npm is not in this folder.
    }
  }
  throw new Error("npm is not on the PATH");
}
