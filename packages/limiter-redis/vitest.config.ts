import { defineConfig } from "vitest/config";

export default defineConfig({
  // On a machine without Redis, the first start installs it.
  test: { include: ["src/**/*.spec.ts"], testTimeout: 30_000, hookTimeout: 300_000 },
});
