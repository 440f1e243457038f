import { checkOptions, createError } from "@opend/core/internal";
import type { TableCompression, TableOptions } from "./table-options.js";

const names: readonly (keyof TableOptions)[] = [
  "columns",
  "format",
  "metadata",
  "escapeFormulas",
  "compression",
  "rowGroupSize",
  "isPrivate",
];

const compressions: readonly TableCompression[] = ["snappy", "gzip", "zstd", "none"];

/** Checks the options that need no more than a look. @throws `InvalidOption` */
export function checkTableOptions(who: string, options: TableOptions): void {
  checkOptions(who, options, names);
  const { metadata, escapeFormulas, compression, rowGroupSize, isPrivate } = options;
  if (metadata !== undefined && !isTexts(metadata)) throw invalid("metadata", "is an object of texts");
  if (escapeFormulas !== undefined && typeof escapeFormulas !== "boolean") {
    throw invalid("escapeFormulas", `is true or false, not ${String(escapeFormulas)}`);
  }
  if (isPrivate !== undefined && typeof isPrivate !== "boolean") {
    throw invalid("isPrivate", `is true or false, not ${String(isPrivate)}`);
  }
  if (compression !== undefined && !compressions.includes(compression)) {
    throw invalid("compression", `is ${compressions.join(", ")}, not ${String(compression)}`);
  }
  if (rowGroupSize !== undefined && !(Number.isSafeInteger(rowGroupSize) && rowGroupSize > 0)) {
    throw invalid("rowGroupSize", `is a number of rows above 0, not ${String(rowGroupSize)}`);
  }
}

function isTexts(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every((each) => typeof each === "string");
}

function invalid(option: keyof TableOptions, rule: string): Error {
  return createError("InvalidOption", `${option} ${rule}`, { option });
}
