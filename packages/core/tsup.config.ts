import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/**/*.ts", "!src/**/*.spec.ts", "!src/testing"],
  format: ["esm", "cjs"],
  target: "es2022",
  splitting: false,
  external: ["#platform"],
  esbuildPlugins: [
    {
      // Every module stays a file of its own, so that a program loads, and a bundler keeps, exactly what it refers to.
      // In chunks, one message of Qot_Common would bring all of them. The types come from tsc.
      name: "file-by-file",
      setup({ initialOptions: { format }, onResolve }) {
        const extension = format === "cjs" ? ".cjs" : ".js";
        onResolve({ filter: /^\.\.?\// }, ({ kind, path }) => {
          return kind === "entry-point" ? undefined : { path: path.replace(/\.js$/, extension), external: true };
        });
      },
    },
  ],
  clean: true,
  silent: true,
});
