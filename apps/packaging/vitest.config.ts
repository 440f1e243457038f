import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.spec.ts"],
    // Packing and checking core takes long on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The packages run as they are built, resolved and loaded by Node itself.
    server: { deps: { external: [/\/packages\/[a-z-]+\/dist\//] } },
  },
});
