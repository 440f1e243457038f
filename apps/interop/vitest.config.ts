import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.spec.ts"],
    testTimeout: 30_000,
    // Connections are lost all the time here, and clients say so on the console.
    silent: "passed-only",
    expect: { poll: { timeout: 5000 } },
    // The packages run as they are built, resolved and loaded by Node itself.
    server: { deps: { external: [/\/packages\/[a-z]+\/dist\//] } },
  },
});
