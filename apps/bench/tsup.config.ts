import { defineConfig } from "tsup";

/**
 * The sides, which run on every runtime, the oldest Node included. What they measure is a dependency and loaded as users
 * load it; only static code of protobufjs is made to be bundled.
 */
export default defineConfig({
  entry: ["sides/*/*.ts", "!sides/harness/*.ts"],
  format: ["esm"],
  target: "es2022",
  clean: true,
  silent: true,
  esbuildOptions(options) {
    options.outbase = "sides";
  },
});
