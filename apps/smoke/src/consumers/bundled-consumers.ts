import { copyFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { build as buildWithVite } from "vite";
import { bundleWithEsbuild, refuseNode } from "../bundle-for-browser.js";
import { nameOf } from "../chromium/open-chromium.js";
import { runPage } from "../chromium/run-page.js";
import type { ReleasedPackage } from "../registry/release-copy.js";
import type { Consumer } from "./consumer.js";
import { createManifest, npmInstall, readTemplate } from "./template.js";

/** Each bundler bundles a folder's `index.html` and `main.mjs` into its subfolder `dist`. */
const bundlers: Readonly<Record<string, (folder: string) => Promise<unknown>>> = {
  Vite: (root) => buildWithVite({ root, configFile: false, logLevel: "warn", build: { target: "es2022" } }),
  async esbuild(folder) {
    await bundleWithEsbuild(folder, "main.mjs", "dist/main.mjs");
    copyFileSync(join(folder, "index.html"), join(folder, "dist/index.html"));
  },
};

/** A page for each bundler, opened in a browser. */
export function listBundledConsumers(released: readonly ReleasedPackage[], browser: Browser): readonly Consumer[] {
  return Object.entries(bundlers).map(([name, bundle]) => ({
    name: `${name} bundle`,
    files: {
      "package.json": createManifest(released),
      "index.html": '<!doctype html><title>page</title><script type="module" src="/main.mjs"></script>',
      "main.mjs": readTemplate("count-rows.browser.mjs"),
    },
    setUp: [npmInstall],
    runs: [
      {
        name: nameOf(browser),
        async run({ folder, gateway }) {
          const dist = join(folder, "dist");
          await bundle(folder);
          refuseNode(dist);
          const { stdout, stderr, failure } = await runPage(browser, dist, { opendOptions: gateway });
          if (failure) throw new Error(`${failure}: ${stderr}`);
          return stdout;
        },
      },
    ],
  }));
}
