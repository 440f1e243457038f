import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.spec.ts"],
    // What is measured beside something else is measured wrong.
    fileParallelism: false,
    testTimeout: 60_000,
  },
});
