import { dirname, join, relative } from "node:path";
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";

/** Specs, their helpers, configs of tools, and files that tests write may import anything. */
const exempt = "\\.spec\\.ts$|/testing/|\\.config\\.m?[jt]s$|/\\.snippets/";

/**
 * Reads the imports of a package's files, including type imports, and finds circular imports.
 *
 * @param {string} project the folder of the package, with its tsconfig.json
 * @returns {Promise<{ imports: { from: string, to: string, module: string }[], circles: string[][] }>} files by their
 * paths in the repository; `module` is the specifier in the import
 */
export async function readImports(project) {
  const fileName = join(project, "tsconfig.json");
  const { output } = await cruise(
    [project],
    {
      tsPreCompilationDeps: true,
      doNotFollow: { path: "(?:^|/)(?:node_modules|dist)/" },
      exclude: { path: exempt },
      validate: true,
      ruleSet: { forbidden: [{ name: "no-circle", severity: "error", from: {}, to: { circular: true } }] },
      tsConfig: { fileName },
    },
    {},
    { tsConfig: extractTSConfig(fileName) },
  );
  if (typeof output === "string") throw new Error(`dependency-cruiser returned a string: ${output}`);
  const imports = output.modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ module, resolved, couldNotResolve }) => {
      // The build bundles it, see scripts/build/bundle-for-browsers.ts.
      if (module.endsWith("?bundled")) {
        const path = module.replace(/\.js\?bundled$/, ".ts");
        return { from: relative(".", source), to: join(dirname(relative(".", source)), path), module };
      }
      if (couldNotResolve && module.startsWith("."))
        throw new Error(`${source} imports ${module}, which does not exist`);
      return { from: relative(".", source), to: resolved, module };
    }),
  );
  const circles = output.summary.violations.map(({ from, cycle = [] }) => [from, ...cycle.map(({ name }) => name)]);
  return { imports, circles };
}
