import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    main: "src/main.ts",
    matrix: "src/matrix.ts",
    registry: "src/registry/serve.ts",
    checks: "checks/main.ts",
    "browser-checks": "checks/browser.ts",
  },
  format: ["esm"],
  target: "es2022",
  // The checks are copied out of here on their own.
  splitting: false,
  clean: true,
});
