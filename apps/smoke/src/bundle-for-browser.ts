import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** Bundles a script for a browser, with the packages in its folder. */
export async function bundleWithEsbuild(folder: string, script: string, outfile: string): Promise<void> {
  await build({
    absWorkingDir: folder,
    entryPoints: [script],
    outfile,
    bundle: true,
    format: "esm",
    target: "es2022",
    platform: "browser",
    logLevel: "warning",
  });
}

/** @throws when a bundle refers to a module of Node or contains a substitute for one */
export function refuseNode(folder: string): void {
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/\.m?js$/.test(file)) continue;
    const [found] = /node:\w+|browser-external/.exec(readFileSync(join(folder, file), "utf8")) ?? [];
    if (found !== undefined) throw new Error(`the bundle ${file} refers to ${found}`);
  }
}
