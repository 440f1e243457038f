import type { Options } from "tsup";

type EsbuildPlugin = NonNullable<Options["esbuildPlugins"]>[number];

/**
 * Every module stays a file of its own, so that a program loads, and a bundler keeps, exactly what it refers to. In
 * chunks, one message of Qot_Common would bring all of them.
 */
export const fileByFile: EsbuildPlugin = {
  name: "file-by-file",
  setup({ initialOptions: { format }, onResolve }) {
    const extension = format === "cjs" ? ".cjs" : ".js";
    onResolve({ filter: /^\.\.?\// }, ({ kind, path }) =>
      kind === "entry-point" ? undefined : { path: path.replace(/\.js$/, extension), external: true },
    );
  },
};
