import { readFileSync } from "node:fs";
import type { Runtime } from "../find-runtimes.js";
import type { ReleasedPackage } from "../registry/release-copy.js";
import type { Command, Consumer } from "./consumer.js";

/** What the consumers are made for. */
export interface ConsumerOptions {
  readonly released: readonly ReleasedPackage[];
  readonly nodes: readonly Runtime[];
  readonly deno: Runtime;
  readonly bun: Runtime;
  /** The versions of TypeScript to compile with. */
  readonly typescript: readonly string[];
}

const npmInstall: Command = ["npm", "install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];

/** A project for each way to use the packages. */
export function listConsumers({ released, nodes, deno, bun, typescript }: ConsumerOptions): readonly Consumer[] {
  const dependencies = Object.fromEntries(released.map(({ name, version }) => [name, version]));
  const everyPackage = released.map(({ name }, index) => `export * as package${index} from "${name}";\n`).join("");
  const manifest = (devDependencies = {}) =>
    JSON.stringify({ private: true, type: "module", dependencies, devDependencies });
  const onNodes = (...scripts: readonly string[]) =>
    nodes.flatMap(({ name, command }) =>
      scripts.map((script) => ({
        name: scripts.length > 1 ? `${name} ${script}` : name,
        command: [command, script] as const,
      })),
    );
  const plain = (name: string, file: string): Consumer => ({
    name,
    files: { "package.json": manifest(), [file]: readTemplate(file) },
    setUp: [npmInstall],
    runs: onNodes(file),
  });
  const compiled = (module: "nodenext" | "bundler", compiler: string): Consumer => {
    const scripts = module === "nodenext" ? ["count-rows.mts", "count-rows.cts"] : ["count-rows.ts"];
    return {
      name: `TypeScript ${compiler} ${module}`,
      files: {
        "package.json": manifest({ typescript: compiler }),
        "tsconfig.json": createTsconfig(module),
        "every-package.ts": everyPackage,
        ...Object.fromEntries(scripts.map((script) => [script, readTemplate("count-rows.ts")])),
      },
      setUp: [npmInstall, ["npm", "exec", "--", "tsc", "-p", "."]],
      runs: onNodes(...scripts.map((script) => script.replace(/ts$/, "js"))),
    };
  };
  return [
    plain("ESM", "count-rows.mjs"),
    plain("CommonJS", "count-rows.cjs"),
    ...typescript.flatMap((compiler) => [compiled("nodenext", compiler), compiled("bundler", compiler)]),
    {
      name: "npm: specifiers",
      files: {
        // Deno leaves out what is younger than a day.
        "deno.json": JSON.stringify({ minimumDependencyAge: 0 }),
        "main.ts": readTemplate("count-rows.ts").replaceAll(
          "@opend/futu",
          `npm:@opend/futu@${dependencies["@opend/futu"]}`,
        ),
      },
      setUp: [],
      runs: [{ name: deno.name, command: [deno.command, ...deno.args, "main.ts"] }],
    },
    {
      name: "bun install",
      files: { "package.json": manifest(), "main.ts": readTemplate("count-rows.ts") },
      setUp: [[bun.command, "install", "--silent"]],
      runs: [{ name: bun.name, command: [bun.command, ...bun.args, "main.ts"] }],
    },
  ];
}

/** As strict as a stranger may be: the types of the packages are checked too, and bring all that they need. */
function createTsconfig(module: "nodenext" | "bundler"): string {
  const options = module === "nodenext" ? { module } : { module: "esnext", moduleResolution: module };
  return JSON.stringify({ compilerOptions: { ...options, target: "es2022", strict: true, skipLibCheck: false } });
}

function readTemplate(name: string): string {
  return readFileSync(new URL(`../consumers/${name}`, import.meta.url), "utf8");
}
