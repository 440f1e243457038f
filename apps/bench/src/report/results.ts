import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BenchmarkResult } from "../result.ts";

const folder = fileURLToPath(new URL("../../results", import.meta.url));

/** Lists the benchmarks that have results. */
export function listResults(): string[] {
  return readdirSync(folder).map((file) => file.replace(/\.json$/, ""));
}

/** Reads the last result of a benchmark. Undefined if it never ran. */
export function readResult(name: string): BenchmarkResult | undefined {
  const path = join(folder, `${name}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

/** Writes the result of a benchmark, in five significant digits. @throws when a figure is not a number */
export function writeResult(result: BenchmarkResult): void {
  const text = JSON.stringify(result, (key, value) => (typeof value === "number" ? shorten(key, value) : value), 2);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${result.name}.json`), `${text}\n`);
}

function shorten(key: string, value: number): number {
  if (!Number.isFinite(value)) throw new Error(`${key} is ${value}`);
  return Number(value.toPrecision(5));
}
