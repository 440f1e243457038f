import type { Options } from "tsup";

type EsbuildPlugin = NonNullable<Options["esbuildPlugins"]>[number];

/** Keeps the neighboring modules that an index imports out of its bundle, because they are entries of their own. */
export function keepIndexThin(indexes: readonly string[]): EsbuildPlugin {
  return {
    name: "keep-index-thin",
    setup({ onResolve }) {
      onResolve({ filter: /^\.\// }, ({ importer, path }) => {
        const isThin = indexes.some((index) => importer.replaceAll("\\", "/").endsWith(`/${index}`));
        return isThin ? { path, external: true } : undefined;
      });
    },
  };
}
