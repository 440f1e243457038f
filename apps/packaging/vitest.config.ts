import { defineConfig } from "vitest/config";

const inProcess = ["src/cost/**/*.spec.ts", "src/types/**/*.spec.ts"];

export default defineConfig({
  test: {
    // Node itself resolves and loads the built packages.
    server: { deps: { external: [/\/packages\/[a-z-]+\/dist\//] } },
    projects: [
      {
        extends: true,
        test: {
          name: "tarballs",
          include: ["src/**/*.spec.ts"],
          exclude: inProcess,
          // Packing and checking core takes a long time on a busy machine.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      { extends: true, test: { name: "types and cost", include: inProcess, testTimeout: 30_000 } },
    ],
  },
});
