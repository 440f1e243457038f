import { defineConfig } from "vitest/config";

export default defineConfig({
  // Each test runs the generator in a process of its own.
  test: { include: ["src/**/*.spec.ts"], testTimeout: 30_000 },
});
