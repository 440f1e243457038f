import { defineConfig } from "tsup";

// Two builds side by side: each cleans only what is its own.
export default defineConfig([
  {
    entry: { index: "src/index.ts" },
    format: ["esm", "cjs"],
    target: "es2022",
    treeshake: true,
    dts: true,
    clean: ["!**/cli.js"],
  },
  {
    entry: { cli: "src/cli.ts" },
    format: ["esm"],
    target: "es2022",
    // The command runs the library that lies beside it.
    external: ["./index.js"],
    clean: ["!**/index.*"],
  },
]);
