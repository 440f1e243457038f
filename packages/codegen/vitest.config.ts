import { defineConfig } from "vitest/config";

export default defineConfig({
  // Each test runs the generator as a program.
  test: { include: ["src/**/*.spec.ts"], testTimeout: 30_000 },
});
