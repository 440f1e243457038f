import { readdirSync } from "node:fs";
import { defineConfig } from "tsup";

const protocols = readdirSync("src/gen/protocols")
  .filter((file) => file !== "push-ids.ts")
  .map((file) => file.replace(/\.ts$/, ""));

export default defineConfig({
  entry: {
    index: "src/index.ts",
    "wire/index": "src/wire/index.ts",
    "platform/server": "src/platform/server.ts",
    "platform/browser": "src/platform/browser.ts",
    ...Object.fromEntries(protocols.map((name) => [`protocols/${name}`, `src/gen/protocols/${name}.ts`])),
  },
  format: ["esm", "cjs"],
  target: "es2022",
  // A protocol is a file of its own, and what protocols share exists once.
  splitting: true,
  treeshake: true,
  external: ["#platform"],
  dts: true,
  clean: true,
});
