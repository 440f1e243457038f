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
  /** Its license file, or else the text that the license names. */
  readonly text: string;
  /** Notices at the top of the modules that are bundled, each once. */
  readonly notices: readonly string[];
}

/** Writes `dist/THIRD-PARTY-LICENSES.txt` when code of other packages is bundled. */
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

/** The folder of the package that a module belongs to. */
function folderOf(path: string): string {
  const [folder = ""] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
  return resolve(folder);
}

function readPackage(folder: string, files: readonly string[]): Bundled {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const [file] = readdirSync(folder).filter((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? licenseText(name, license) : readFileSync(join(folder, file), "utf8");
  const notices = new Set(
    files.map((path) => topComment(readFileSync(path, "utf8"))).filter((notice) => notice !== ""),
  );
  return { name, version, license, text, notices: [...notices] };
}

/** The text of a license that a package names and does not bring along. TypeScript brings that of Apache. */
function licenseText(name: string, license: string): string {
  if (!license.includes("Apache-2.0")) throw new Error(`${name} has no license file: bundle another package`);
  const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
  const file = join(typescript, "LICENSE.txt");
  if (!existsSync(file)) throw new Error("typescript does not bring the text of the Apache license any more");
  return readFileSync(file, "utf8");
}

/** The comment with which a module begins, without what marks it as one. */
function topComment(code: string): string {
  const [comment = ""] = /^(?:\/\/.*\n)+|^\/\*[\s\S]*?\*\//.exec(code) ?? [];
  const text = comment.replace(/^\/\*+|\*\/$|^[ \t]*(?:\/\/|\*) ?/gm, "").trim();
  return /copyright|license/i.test(text) ? text : "";
}

function describe({ name, version, license, text, notices }: Bundled): string {
  const parts = [`${name} ${version}: ${license}`, ...notices, text.trim()];
  return `${parts.join("\n\n")}\n`;
}
