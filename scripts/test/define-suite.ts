import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { resolveSources } from "./resolve-sources.js";

type TestOptions = NonNullable<ViteUserConfig["test"]>;

/** The settings of a suite. */
interface SuiteOptions extends TestOptions {
  /** Specs that mock modules. Each of them loads its own modules. */
  readonly isolated?: string[];
}

/** What every suite runs first. Nothing, unless the environment has a seed for properties. */
export const setupFiles = process.env["OPEND_SEED"]
  ? [fileURLToPath(new URL("../../packages/test-kit/src/seed-properties.ts", import.meta.url))]
  : [];

/**
 * Defines the unit specs of a package. They run on the sources of all our packages and share modules between files, because
 * loading modules again for each file took twice as long as the tests.
 */
export function defineSuite({ isolated = [], ...test }: SuiteOptions = {}) {
  const include = ["src/**/*.spec.ts"];
  const plugins = [resolveSources()];
  if (isolated.length === 0) return defineConfig({ plugins, test: { include, setupFiles, isolate: false, ...test } });
  return defineConfig({
    test: {
      projects: [
        { plugins, test: { name: "shared", include, setupFiles, exclude: isolated, isolate: false, ...test } },
        { plugins, test: { name: "isolated", include: isolated, setupFiles, benchmark: { include: [] }, ...test } },
      ],
    },
  });
}
