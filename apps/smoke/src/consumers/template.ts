import { readFileSync } from "node:fs";
import type { ReleasedPackage } from "../registry/release-copy.js";
import type { Command } from "./consumer.js";

/** Installs the dependencies in `package.json`. */
export const npmInstall: Command = [
  "npm",
  "install",
  "--no-audit",
  "--no-fund",
  "--prefer-offline",
  "--loglevel=error",
];

/** Returns the text of a file in the folder `consumers`. */
export function readTemplate(name: string): string {
  return readFileSync(new URL(`../consumers/${name}`, import.meta.url), "utf8");
}

/** Writes a `package.json` that depends on every released package. */
export function createManifest(
  released: readonly ReleasedPackage[],
  devDependencies: Readonly<Record<string, string>> = {},
): string {
  return writeManifest(Object.fromEntries(released.map(({ name, version }) => [name, version])), devDependencies);
}

/** Writes the `package.json` of a project. */
export function writeManifest(
  dependencies: Readonly<Record<string, string>>,
  devDependencies: Readonly<Record<string, string>> = {},
): string {
  return JSON.stringify({ private: true, type: "module", dependencies, devDependencies });
}

/** As strict as any user's: it also checks the types of the packages, which must bring everything that they need. */
export function createTsconfig(module: "nodenext" | "bundler"): string {
  const options = module === "nodenext" ? { module } : { module: "esnext", moduleResolution: module };
  return JSON.stringify({ compilerOptions: { ...options, target: "es2022", strict: true, skipLibCheck: false } });
}
