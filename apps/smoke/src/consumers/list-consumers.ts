import type { Runtime } from "@opend/test-kit/runtimes";
import type { ReleasedPackage } from "../registry/release-copy.js";
import type { Consumer, ConsumerRun } from "./consumer.js";
import { createManifest, createTsconfig, npmInstall, readTemplate } from "./template.js";

/** What to make consumers for. */
export interface ConsumerOptions {
  readonly released: readonly ReleasedPackage[];
  readonly nodes: readonly Runtime[];
  readonly deno: Runtime;
  readonly bun: Runtime;
  /** The versions of TypeScript to compile with. */
  readonly typescript: readonly string[];
}

/** A project for each way to use the packages outside browsers. */
export function listConsumers({ released, nodes, deno, bun, typescript }: ConsumerOptions): readonly Consumer[] {
  const onNodes = (scripts: readonly string[]) =>
    nodes.flatMap((node) => scripts.map((script) => runScript(node, script, scripts.length > 1)));
  const plain = (name: string, file: string): Consumer => ({
    name,
    files: { "package.json": createManifest(released), [file]: readTemplate(file) },
    setUp: [npmInstall],
    runs: onNodes([file]),
  });
  const compiled = (module: "nodenext" | "bundler", compiler: string): Consumer => {
    const scripts = module === "nodenext" ? ["count-rows.mts", "count-rows.cts"] : ["count-rows.ts"];
    return {
      name: `TypeScript ${compiler} ${module}`,
      files: {
        "package.json": createManifest(released, { typescript: compiler }),
        "tsconfig.json": createTsconfig(module),
        "every-package.ts": released
          .filter(({ isLibrary }) => isLibrary)
          .map(({ name }, index) => `export * as p${index} from "${name}";\n`)
          .join(""),
        ...Object.fromEntries(scripts.map((script) => [script, readTemplate("count-rows.ts")])),
      },
      setUp: [npmInstall, ["npm", "exec", "--", "tsc", "-p", "."]],
      runs: onNodes(scripts.map((script) => script.replace(/ts$/, "js"))),
    };
  };
  return [
    plain("ESM", "count-rows.mjs"),
    plain("CommonJS", "count-rows.cjs"),
    ...typescript.flatMap((compiler) => [compiled("nodenext", compiler), compiled("bundler", compiler)]),
    {
      name: "npm: specifiers",
      files: {
        // By default, Deno ignores releases that are younger than a day.
        "deno.json": JSON.stringify({ minimumDependencyAge: 0 }),
        "main.ts": withVersions(readTemplate("count-rows.ts"), released),
        "by-url.ts": withVersions(readTemplate("count-rows-by-url.ts"), released),
      },
      setUp: [],
      runs: [runScript(deno, "main.ts"), runWithNetOnly(deno)],
    },
    {
      name: "bun install",
      files: { "package.json": createManifest(released), "main.ts": readTemplate("count-rows.ts") },
      setUp: [[bun.command, "install", "--silent"]],
      runs: [runScript(bun, "main.ts")],
    },
  ];
}

function runScript({ name, command, args }: Runtime, script: string, isOneOfMany = false): ConsumerRun {
  return {
    name: isOneOfMany ? `${name} ${script}` : name,
    run: ({ execute }) => execute([command, ...args, script]),
  };
}

/** A program that gets the gateway's URL as an argument needs no other permission. */
function runWithNetOnly({ name, command }: Runtime): ConsumerRun {
  return {
    name: `${name} --allow-net only`,
    run: ({ execute, gateway: { url, key } }) =>
      execute([command, "run", "--no-prompt", "--allow-net=127.0.0.1", "by-url.ts", url, key]),
  };
}

/** Writes imports in Deno's form: `npm:@opend/futu@1.2.3/protocols`. */
function withVersions(text: string, released: readonly ReleasedPackage[]): string {
  const versions = new Map(released.map(({ name, version }) => [name, version]));
  return text.replaceAll(/"(@opend\/\w+)/g, (_, name: string) => `"npm:${name}@${versions.get(name)}`);
}
