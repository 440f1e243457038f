import { defineConfig } from "vitest/config";
import { setupFiles } from "../../scripts/test/define-suite.js";

export default defineConfig({
  test: {
    include: ["src/**/*.spec.ts"],
    setupFiles,
    testTimeout: 30_000,
    // These suites lose connections all the time, and clients report that on the console.
    silent: "passed-only",
    expect: { poll: { timeout: 5000 } },
    // Node itself resolves and loads the built packages.
    server: { deps: { external: [/\/packages\/[a-z]+\/dist\//] } },
  },
});
