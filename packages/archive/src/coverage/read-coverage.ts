import type { Coverage } from "./coverage.js";

/** Reads what a database says is there. Undefined for a text that this package has not written: a database may be edited. */
export function readCoverage(text: string): Coverage | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isCoverage(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isCoverage(value: unknown): value is Coverage {
  return Array.isArray(value) && value.every(isInterval);
}

function isInterval(value: unknown): boolean {
  const { since, until, cursor } = Object(value) as Readonly<Record<string, unknown>>;
  return isDay(since) && isDay(until) && (cursor === undefined || typeof cursor === "string");
}

function isDay(value: unknown): boolean {
  return typeof value === "string" && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
}
