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
  // Each check is copied elsewhere by itself, so it must be a single file.
  splitting: false,
  clean: true,
});
