/** A format of files with rows. Newline-delimited JSON is `ndjson`, and the file format of Arrow IPC is `arrow`. */
export type TableFormat = "csv" | "json" | "ndjson" | "parquet" | "arrow";

/** All formats. */
export const tableFormats: readonly TableFormat[] = ["csv", "json", "ndjson", "parquet", "arrow"];

const formatsByEnding: Readonly<Record<string, TableFormat>> = {
  ".csv": "csv",
  ".json": "json",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
  ".parquet": "parquet",
  ".arrow": "arrow",
  ".feather": "arrow",
};

/**
 * Returns the format that the ending of a path tells: `.csv`, `.json`, `.ndjson` and `.jsonl`, `.parquet`, `.arrow` and
 * `.feather`, in any case. Undefined for any other.
 */
export function formatOfFile(path: string): TableFormat | undefined {
  const [ending = ""] = /\.[^./\\]+$/.exec(path) ?? [];
  const lower = ending.toLowerCase();
  return Object.hasOwn(formatsByEnding, lower) ? formatsByEnding[lower] : undefined;
}
