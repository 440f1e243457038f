import { stat } from "node:fs/promises";
import type { TableFormat } from "@opend/table";
import type { Context } from "../base/context.js";
import { UsageError } from "../base/usage-error.js";
import { readCodes } from "../codes/read-codes.js";
import { count } from "../walk/progress.js";
import { findArchived } from "./find-archived.js";
import { openArchive } from "./open-archive.js";

/** The options of `opend export`. */
export interface ExportCommandOptions {
  readonly db?: string;
  readonly out?: string;
  readonly format?: TableFormat;
  readonly period?: string;
  readonly market?: string;
  readonly codesFile?: string;
  readonly since?: string;
  readonly until?: string;
}

/** `opend export DATASET`: writes a dataset of a database into files. */
export async function runExport(
  context: Context,
  [name, ...args]: readonly string[],
  options: ExportCommandOptions,
): Promise<void> {
  const { screen, interrupt } = context;
  const { db, format, period, market, since, until } = options;
  if (name === undefined) throw new UsageError("name a dataset, such as short-volume");
  if (options.out === undefined) {
    throw new UsageError("--out is required: a file, such as shorts.parquet, or a folder, such as shorts/");
  }
  const dataset = await findArchived(name, period);
  const codes = (await readCodes(context, args, options)).map(({ code }) => code);
  const out = await withSlash(options.out);
  const { formatOfFile, tableFormats } = await import("@opend/table");
  if (!out.endsWith("/") && format === undefined && formatOfFile(out) === undefined) {
    const endings = tableFormats.map((each) => `.${each}`).join(", ");
    throw new UsageError(
      `--out: the ending of ${out} tells no format. Use ${endings}, add --format, or name a folder with / at its end`,
    );
  }
  await using store = await openArchive(db, { readOnly: true });
  const { exportDataset } = await import("@opend/archive");
  screen.status(`writes ${out}`);
  const { rows, files } = await exportDataset(store, {
    dataset,
    out,
    format,
    subjects: codes.length > 0 ? codes : undefined,
    market: market?.toUpperCase(),
    since,
    until,
    signal: interrupt.signal,
  });
  screen.status("");
  const simulated = (await store.isSimulated()) ? " All of it is simulated." : "";
  const what = files.length === 1 ? files[0] : `${count(files.length, "file")} in ${out}`;
  screen.note(`Wrote ${what}: ${count(rows, "row")}.${simulated}`);
}

/** A folder that is there may be named without its slash. */
async function withSlash(out: string): Promise<string> {
  if (/[\\/]$/.test(out)) return out;
  const found = await stat(out).catch(() => undefined);
  return found?.isDirectory() ? `${out}/` : out;
}
