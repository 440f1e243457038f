import { defineConfig } from "vitest/config";

export default defineConfig({
  // The first start on a machine without Redis installs it.
  test: { include: ["src/**/*.spec.ts"], testTimeout: 30_000, hookTimeout: 300_000 },
});
