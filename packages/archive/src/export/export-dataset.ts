import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { checkOptions, createError } from "@opend/core/internal";
import { formatOfFile, openTable, type TableColumn, type TableFormat, type TableWriter } from "@opend/table";
import { createArchiveError } from "../base/archive-error.js";
import type { Dataset } from "../datasets/dataset.js";
import type { DatasetSnapshot, RowChoice, Store } from "../store/store.js";
import { fileColumns, fileRows } from "./file-rows.js";
import { pathName } from "./path-name.js";

/** What to export, and where to. */
export interface ExportOptions extends RowChoice {
  readonly dataset: Dataset;
  /**
   * A file, whose ending tells the format, such as `shorts.parquet`. Or a folder, which ends with `/`: it gets a file for each
   * market and year, as in `market=HK/year=2026/short_volume.parquet`.
   */
  readonly out: string;
  /** Default: what the ending of the file tells. For folders, `parquet`. */
  readonly format?: TableFormat | undefined;
  /** Stops the export, which then leaves no file that is not whole. */
  readonly signal?: AbortSignal | undefined;
}

/** What was exported. */
export interface ExportSummary {
  readonly rows: number;
  readonly files: readonly string[];
}

const optionNames = ["dataset", "out", "format", "subjects", "market", "since", "until", "signal"];

/**
 * Writes the rows of a dataset into files: Parquet, CSV, Arrow, JSON or lines of JSON. They are as files of a walk are: the same
 * columns and values, moments with their offset. Files appear when they are whole.
 *
 * @throws `NotSynced`, `StoreFailed`, `InvalidOption`, `RowDoesNotFit` for a market that cannot name a folder, and what `openTable` throws
 */
export async function exportDataset(store: Store, options: ExportOptions): Promise<ExportSummary> {
  checkOptions("exportDataset", options, optionNames);
  const { dataset, out, format, signal, ...choice } = options;
  const isFolder = /[\\/]$/.test(out);
  const fileFormat = format ?? (isFolder ? "parquet" : toFormat(out));
  const isSimulated = (await store.isSimulated()) === true;
  await using snapshot = await store.snapshot(dataset, choice);
  await requireSynced(store, dataset, choice.subjects ?? []);
  if (isFolder) return await exportPartitions(snapshot, isSimulated, options);
  const rows = await exportFile(snapshot, { dataset, isSimulated, choice, file: out, format: fileFormat, signal });
  return { rows, files: [out] };
}

/** A file without a code that was asked for would look whole. @throws `NotSynced` */
async function requireSynced(store: Store, dataset: Dataset, wanted: readonly string[]): Promise<void> {
  if (wanted.length === 0) return;
  const states = await store.statesOf(dataset);
  const subjects = wanted.filter((subject) => {
    const { coverage = [], doneAt } = states.get(subject) ?? {};
    return coverage.length === 0 && doneAt === undefined;
  });
  const [first, ...others] = subjects;
  if (first === undefined) return;
  const named = others.length === 0 ? first : `${first} and ${others.length} more`;
  const message = `${store.location} has no ${dataset.name} of ${named}. Sync what is missing, or leave it out.`;
  throw createArchiveError("NotSynced", message, { location: store.location, dataset: dataset.name, subjects });
}

async function exportPartitions(
  snapshot: DatasetSnapshot,
  isSimulated: boolean,
  options: ExportOptions,
): Promise<ExportSummary> {
  const { dataset, out, format = "parquet", signal, ...choice } = options;
  const files: string[] = [];
  let sum = 0;
  const partitions = await snapshot.partitions();
  const chosen = partitions.filter(({ market }) => choice.market === undefined || choice.market === market);
  // Nothing is written if one of them has no name.
  const places = chosen.map(({ market, year }) => {
    const named = (column: string, value: string) => `${column}=${pathName(dataset.name, column, value)}`;
    const folders = [named("market", market), ...(year === "" ? [] : [named("year", year)])];
    return { market, year, file: join(out, ...folders, `${dataset.name}.${format}`) };
  });
  for (const { market, year, file } of places) {
    const days = year === "" ? choice : { ...choice, ...daysOfYear(year, choice) };
    const rows = await exportFile(snapshot, {
      dataset,
      isSimulated,
      choice: { ...days, market },
      file,
      format,
      signal,
      skipsEmpty: true,
    });
    if (rows > 0) files.push(file);
    sum += rows;
  }
  return { rows: sum, files };
}

function daysOfYear(year: string, { since, until }: RowChoice): RowChoice {
  const [, first = since] = [since ?? "", `${year}-01-01`].toSorted();
  const [last = until] = [until ?? "9999-12-31", `${year}-12-31`].toSorted();
  return { since: first, until: last };
}

interface FileExport {
  readonly dataset: Dataset;
  readonly isSimulated: boolean;
  readonly choice: RowChoice;
  readonly file: string;
  readonly format: TableFormat;
  readonly signal: AbortSignal | undefined;
  /** Whether no file appears if there are no rows. */
  readonly skipsEmpty?: boolean;
}

/** Writes a file. */
async function exportFile(snapshot: DatasetSnapshot, options: FileExport): Promise<number> {
  const { dataset, isSimulated, choice, file, format, signal, skipsEmpty } = options;
  const marksRows = isSimulated && format !== "parquet" && format !== "arrow";
  const columns = fileColumns(dataset);
  const toRow = fileRows(dataset);
  const open = async () => {
    await mkdir(dirname(file), { recursive: true });
    return await openTable(file, {
      format,
      isPrivate: dataset.by === "account",
      columns: marksRows ? [...columns, simulatedColumn] : columns,
      metadata: isSimulated ? { simulated: "true", note: "All of these data are simulated." } : {},
    });
  };
  let writer: TableWriter | undefined;
  try {
    for await (const rows of snapshot.rows(choice)) {
      signal?.throwIfAborted();
      writer ??= await open();
      await writer.write(rows.map((row) => (marksRows ? { ...toRow(row), simulated: true } : toRow(row))));
    }
    if (!skipsEmpty) writer ??= await open();
    const summary = await writer?.finish();
    return summary?.rows ?? 0;
  } finally {
    await writer?.discard();
  }
}

const simulatedColumn: TableColumn = {
  name: "simulated",
  type: "bool",
  path: ["simulated"],
  description: "Whether the row is simulated.",
};

function toFormat(file: string): TableFormat {
  const format = formatOfFile(file);
  if (format !== undefined) return format;
  const message = `out: the ending of ${file} tells no format. Use .parquet, .csv, .arrow, .json or .ndjson, give format, or name a folder with / at its end`;
  throw createError("InvalidOption", message, { option: "out" });
}
