// Prints the size of each published package: node scripts/weigh.mjs (after a build).
//   own       the contents of its tarball, unpacked
//   with all  the same plus every dependency, as an empty project installs them
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = fileURLToPath(new URL("../packages", import.meta.url));

console.log("package                 dependencies  own KiB  with all KiB");
for (const folder of readdirSync(packages).map((name) => join(packages, name))) {
  const manifest = readManifest(folder);
  if (manifest.private) continue;
  const all = new Map();
  collect(folder, all);
  const sizes = [...all.values()].map(sizeOf);
  const own = sizeOf(folder);
  const sum = own + sizes.reduce((total, size) => total + size, 0);
  console.log(
    [
      manifest.name.padEnd(24),
      String(all.size).padStart(12),
      kib(own).padStart(9),
      kib(sum).padStart(14),
      `  ${[...all.keys()].join(", ")}`,
    ].join(""),
  );
}

/** Adds the folders of all direct and indirect dependencies, by name. */
function collect(folder, found) {
  for (const name of Object.keys(readManifest(folder).dependencies ?? {})) {
    if (found.has(name)) continue;
    const dependency = folderOf(name, folder);
    found.set(name, dependency);
    collect(dependency, found);
  }
}

function folderOf(name, from) {
  const places = createRequire(join(from, "package.json")).resolve.paths(name) ?? [];
  const place = places.map((path) => join(path, name)).find((path) => existsSync(join(path, "package.json")));
  if (place === undefined) throw new Error(`${name}, which ${from} depends on, is not installed`);
  return realpathSync(place);
}

/** Returns the published size of a folder: for our own packages what npm packs, for others all files. */
function sizeOf(folder) {
  if (!folder.startsWith(packages)) return sizeOfTree(folder);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const json = execFileSync(npm, ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return Object.values(JSON.parse(json))[0].unpackedSize;
}

function sizeOfTree(folder) {
  let size = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === "node_modules") continue;
    const path = join(folder, entry.name);
    size += entry.isDirectory() ? sizeOfTree(path) : statSync(path).size;
  }
  return size;
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

function kib(bytes) {
  return (bytes / 1024).toFixed(0);
}
