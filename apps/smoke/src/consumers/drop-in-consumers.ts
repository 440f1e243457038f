import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type GatewayOptions, startGateway } from "@opend/sim";
import type { Runtime } from "@opend/test-kit/runtimes";
import type { Browser } from "playwright-core";
import { bundleWithEsbuild, refuseNode } from "../bundle-for-browser.js";
import { nameOf } from "../chromium/open-chromium.js";
import { runPage } from "../chromium/run-page.js";
import type { ReleasedPackage } from "../registry/release-copy.js";
import { type Consumer, type ConsumerRun, expectedOutput, type Project } from "./consumer.js";
import { createTsconfig, npmInstall, readTemplate, writeManifest } from "./template.js";

/** What to make consumers for. */
export interface DropInOptions {
  readonly released: readonly ReleasedPackage[];
  readonly runtimes: readonly Runtime[];
  readonly typescript: string;
  readonly browser: Browser;
}

/** Programs as they are written for an official package, and what each prints. */
const programs: Readonly<Record<string, RegExp>> = {
  "short-volume.mjs": /^DailyShortVolume: errCode 0, retMsg , retType 0\n\{\n {2}"hkItemList": \[\n(?:.*\n)+\}$/,
  "quotes.mjs": /^(?:(?:(?:00700|AAPL) [\d.]+, volume \d+|ticker of \w+: sequence \d+ at [\d.]+)\n?){6,}$/,
  "klines.cjs": /^24 K-lines on 3 pages$/,
  "orders.mjs": /^(?:order of 100 00700: status \d+\n)*placed: retType 0, in the list: true\n(?:.*\n)*canceled: true/,
};

const brands = ["futu", "moomoo"] as const;
type Brand = (typeof brands)[number];

/** Projects that use a drop-in under the name of the official package, with one line of their `package.json`. */
export function listDropInConsumers(options: DropInOptions): readonly Consumer[] {
  return [
    ...brands.map((brand) => programConsumer(brand, options)),
    bothBrandsConsumer(options),
    ...(["nodenext", "bundler"] as const).map((module) => typedConsumer(module, options)),
    browserConsumer(options),
  ];
}

function programConsumer(brand: Brand, { released, runtimes }: DropInOptions): Consumer {
  return {
    name: `programs for ${brand}-api`,
    files: { "package.json": createAliasManifest(released, [brand]) },
    setUp: [npmInstall],
    runs: runtimes.map((runtime) => ({
      name: runtime.name,
      async run(project) {
        for (const [program, expected] of Object.entries(programs)) {
          await runProgram(project, runtime, brand, program, expected);
        }
        return expectedOutput;
      },
    })),
  };
}

/** The official packages cannot be loaded together. */
function bothBrandsConsumer({ released, runtimes }: DropInOptions): Consumer {
  const expected = /^ftWebsocket at user \d+, mmWebsocket at user \d+$/;
  return {
    name: "futu-api beside moomoo-api",
    files: { "package.json": createAliasManifest(released, brands) },
    setUp: [npmInstall],
    runs: runtimes.map((runtime) => ({
      name: runtime.name,
      async run(project) {
        await runProgram(project, runtime, "futu", "both.mjs", expected);
        return expectedOutput;
      },
    })),
  };
}

function typedConsumer(module: "nodenext" | "bundler", { released, runtimes, typescript }: DropInOptions): Consumer {
  const run = (runtime: Runtime): ConsumerRun => ({
    name: runtime.name,
    async run(project) {
      const compiled = async (gateway: GatewayPlace) => {
        writeProgram(project.folder, "futu", "typed.ts", gateway);
        await project.execute(["npm", "exec", "--", "tsc", "-p", "."]);
        return "typed.js";
      };
      await runAt("futu", compiled, project, runtime, /^typed: [\d.]+, volume \d+\nobject$/);
      return expectedOutput;
    },
  });
  return {
    name: `TypeScript for futu-api ${module}`,
    files: {
      "package.json": createAliasManifest(released, ["futu"], { typescript }),
      "tsconfig.json": createTsconfig(module),
    },
    setUp: [npmInstall],
    runs: runtimes.slice(0, 1).map(run),
  };
}

/** A bundle without substitutes for modules of Node, which the official packages need. */
function browserConsumer({ released, browser }: DropInOptions): Consumer {
  return {
    name: "a page for futu-api",
    files: { "package.json": createAliasManifest(released, ["futu"]), "main.mjs": readTemplate("drop-in/browser.mjs") },
    setUp: [npmInstall],
    runs: [
      {
        name: nameOf(browser),
        async run({ folder }) {
          const dist = join(folder, "dist");
          mkdirSync(dist);
          await bundleWithEsbuild(folder, "main.mjs", "dist/main.mjs");
          writeFileSync(join(dist, "index.html"), '<!doctype html><script type="module" src="/main.mjs"></script>');
          refuseNode(dist);
          await withGateway("futu", async (opendOptions) => {
            const { stdout, stderr, failure } = await runPage(browser, dist, { opendOptions });
            if (failure) throw new Error(`${failure}: ${stderr}`);
            check("browser.mjs", stdout, /^2 days, connection \d+$/);
          });
          return expectedOutput;
        },
      },
    ],
  };
}

interface GatewayPlace {
  readonly port: number;
  readonly key: string;
}

async function runProgram(
  project: Project,
  runtime: Runtime,
  brand: Brand,
  program: string,
  expected: RegExp,
): Promise<void> {
  const write = async (gateway: GatewayPlace) => {
    writeProgram(project.folder, brand, program, gateway);
    return program;
  };
  await runAt(brand, write, project, runtime, expected);
}

async function runAt(
  brand: Brand,
  write: (gateway: GatewayPlace) => Promise<string>,
  { execute }: Project,
  { command, args }: Runtime,
  expected: RegExp,
): Promise<void> {
  await withGateway(brand, async (gateway) => {
    const script = await write(gateway);
    check(script, await execute([command, ...args, script]), expected);
  });
}

/** Writes a program with the port and the key of a gateway in place of its own. */
function writeProgram(folder: string, brand: Brand, program: string, { port, key }: GatewayPlace): void {
  const text = readTemplate(`drop-in/${program}`).replace("33333", String(port)).replace("the key", key);
  writeFileSync(join(folder, program), brand === "futu" ? text : forMoomoo(text));
}

function forMoomoo(text: string): string {
  return text
    .replaceAll("futu-api", "moomoo-api")
    .replaceAll("ftWebsocket", "mmWebsocket")
    .replaceAll("ftCmdID", "mmCmdID");
}

async function withGateway(brand: Brand, work: (gateway: GatewayPlace) => Promise<void>): Promise<void> {
  const key = `key-${Math.random()}`;
  const options: GatewayOptions = { brand, key, tcpPort: false, pushIntervalMs: 100 };
  await using gateway = await startGateway(options);
  await work({ port: Number(new URL(gateway.wsUrl ?? "").port), key });
}

function check(program: string, output: string, expected: RegExp): void {
  if (!expected.test(output.trim())) throw new Error(`${program} printed ${JSON.stringify(output)}`);
}

/** Writes a `package.json` that has the drop-ins under the names of the official packages. */
function createAliasManifest(
  released: readonly ReleasedPackage[],
  brands: readonly Brand[],
  devDependencies: Readonly<Record<string, string>> = {},
): string {
  const versions = new Map(released.map(({ name, version }) => [name, version]));
  const aliases = brands.map((brand) => [
    `${brand}-api`,
    `npm:@opend/${brand}-api@${versions.get(`@opend/${brand}-api`)}`,
  ]);
  return writeManifest(Object.fromEntries(aliases), devDependencies);
}
