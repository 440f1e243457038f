import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.spec.ts"],
    // Parallel measurements would distort each other.
    fileParallelism: false,
    testTimeout: 60_000,
  },
});
