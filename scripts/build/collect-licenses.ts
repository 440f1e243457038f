import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type { Options } from "tsup";

type EsbuildPlugin = NonNullable<Options["esbuildPlugins"]>[number];

/** A package whose code is bundled. */
interface Bundled {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Its license file, or else the text of the license that it names. */
  readonly text: string;
  /** Its NOTICE file, which the Apache license asks to pass on, and the notices at the top of its bundled modules, each once. */
  readonly notices: readonly string[];
}

/** Writes `dist/THIRD-PARTY-LICENSES.txt` when the bundle contains code of other packages. */
export const collectLicenses: EsbuildPlugin = {
  name: "collect-licenses",
  setup({ initialOptions, onEnd }) {
    initialOptions.metafile = true;
    onEnd(({ metafile }) => {
      const used = Object.values(metafile?.outputs ?? {}).flatMap(({ inputs }) =>
        Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
      );
      const foreign = [...new Set(used)].filter((path) => path.includes("node_modules/"));
      const folders = [...new Set(foreign.map(folderOf))].sort();
      if (folders.length === 0) return;
      const texts = folders.map((folder) => {
        const files = foreign.filter((path) => folderOf(path) === folder);
        return describe(readPackage(folder, files));
      });
      mkdirSync("dist", { recursive: true });
      writeFileSync("dist/THIRD-PARTY-LICENSES.txt", `${heading}\n\n${texts.join(`\n${line}\n\n`)}`);
    });
  },
};

const heading = "Parts of these packages are bundled in this one.";
const line = "-".repeat(80);

/** Returns the folder of the package that a module belongs to. */
function folderOf(path: string): string {
  const [folder = ""] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
  return resolve(folder);
}

function readPackage(folder: string, files: readonly string[]): Bundled {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const [file] = readdirSync(folder).filter((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? licenseText(name, license) : readFileSync(join(folder, file), "utf8");
  const noticeFiles = readdirSync(folder).filter((each) => /^notice/i.test(each));
  const notices = new Set([
    ...noticeFiles.map((each) => readFileSync(join(folder, each), "utf8").trim()),
    ...files.map((path) => topComment(readFileSync(path, "utf8"))).filter((notice) => notice !== ""),
  ]);
  return { name, version, license, text, notices: [...notices] };
}

/** Returns the text of a license that a package names but does not include. TypeScript includes that of Apache. */
function licenseText(name: string, license: string): string {
  if (!license.includes("Apache-2.0")) throw new Error(`${name} has no license file: bundle another package`);
  const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
  const file = join(typescript, "LICENSE.txt");
  if (!existsSync(file)) throw new Error("typescript no longer includes the text of the Apache license");
  return readFileSync(file, "utf8");
}

/** Returns the comment at the start of a module, without its comment marks. */
function topComment(code: string): string {
  const [comment = ""] = /^(?:\/\/.*\n)+|^\/\*[\s\S]*?\*\//.exec(code) ?? [];
  const text = comment.replace(/^\/\*+|\*\/$|^[ \t]*(?:\/\/|\*) ?/gm, "").trim();
  return /copyright|license/i.test(text) ? text : "";
}

function describe({ name, version, license, text, notices }: Bundled): string {
  const parts = [`${name} ${version}: ${license}`, ...notices, text.trim()];
  return `${parts.join("\n\n")}\n`;
}
