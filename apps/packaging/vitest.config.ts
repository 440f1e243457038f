import { defineConfig } from "vitest/config";

const inProcess = ["src/cost/**/*.spec.ts", "src/types/**/*.spec.ts"];

export default defineConfig({
  test: {
    // The packages run as they are built, resolved and loaded by Node itself.
    server: { deps: { external: [/\/packages\/[a-z-]+\/dist\//] } },
    projects: [
      {
        extends: true,
        test: {
          name: "tarballs",
          include: ["src/**/*.spec.ts"],
          exclude: inProcess,
          // Packing and checking core takes long on a busy machine.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      { extends: true, test: { name: "types and cost", include: inProcess, testTimeout: 30_000 } },
    ],
  },
});
