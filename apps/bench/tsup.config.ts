import { defineConfig } from "tsup";

/**
 * The sides run on every runtime, including the oldest Node. The packages that they measure stay dependencies, loaded the
 * way users load them. Only the static protobufjs code is meant to be bundled.
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
