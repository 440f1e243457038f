import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { gatewaysVariable } from "../checks/gateway-urls.js";

/**
 * Bundles the browser's checks with the installed packages, for a browser: that alone fails when anything of Node is
 * left in. Node 24 runs the bundle, with the WebSocket that it has in common with browsers.
 */
export async function bundleForBrowser(project: string): Promise<void> {
  await build({
    absWorkingDir: project,
    entryPoints: ["browser-checks.mjs"],
    outfile: join(project, "browser-bundle.mjs"),
    bundle: true,
    format: "esm",
    platform: "browser",
    logLevel: "warning",
  });
  if (readFileSync(join(project, "browser-bundle.mjs"), "utf8").includes("node:")) {
    throw new Error("the browser bundle refers to a module of Node");
  }
  const run = [
    'import process from "node:process";',
    `globalThis.opendSmokeGateways = JSON.parse(process.env.${gatewaysVariable});`,
    'await import("./browser-bundle.mjs");',
  ];
  writeFileSync(join(project, "run-browser-bundle.mjs"), run.join("\n"));
}
