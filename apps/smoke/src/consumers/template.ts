import { readFileSync } from "node:fs";
import type { ReleasedPackage } from "../registry/release-copy.js";
import type { Command } from "./consumer.js";

/** Installs what `package.json` names. */
export const npmInstall: Command = [
  "npm",
  "install",
  "--no-audit",
  "--no-fund",
  "--prefer-offline",
  "--loglevel=error",
];

/** The text of a file of the folder `consumers`. */
export function readTemplate(name: string): string {
  return readFileSync(new URL(`../consumers/${name}`, import.meta.url), "utf8");
}

/** A `package.json` that asks for every released package. */
export function createManifest(
  released: readonly ReleasedPackage[],
  devDependencies: Readonly<Record<string, string>> = {},
): string {
  const dependencies = Object.fromEntries(released.map(({ name, version }) => [name, version]));
  return JSON.stringify({ private: true, type: "module", dependencies, devDependencies });
}
