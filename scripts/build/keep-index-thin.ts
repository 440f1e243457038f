import type { Options } from "tsup";

type EsbuildPlugin = NonNullable<Options["esbuildPlugins"]>[number];

/** What some modules import from beside them stays outside: it is an entry of its own. */
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
