import { createError } from "@opend/core/internal";
import type { TableOptions } from "../formats/table-options.js";
import type { TableTarget } from "../targets/table-target.js";
import { openTable } from "./open-table.js";
import type { TableSummary, TableWriter } from "./table-writer.js";

/** How many rows are gathered for each write. */
const gathered = 1000;

/**
 * Writes all rows to a file, or to anything that takes bytes. Rows are gathered before they are written: to see each
 * row of a live stream at once, use `openTable`.
 *
 * @param target the path of a file, or what takes the bytes
 * @returns how many rows and bytes were written
 * @throws the errors of `openTable` and of writing, and what the rows throw. No file is left behind then
 */
export async function writeTable(
  target: string | TableTarget,
  rows: Iterable<unknown> | AsyncIterable<unknown>,
  options: TableOptions,
): Promise<TableSummary> {
  if (!isIterable(rows)) throw createError("InvalidOption", "rows is an iterable of rows", { option: "rows" });
  const table = await openTable(target, options);
  try {
    await (Symbol.asyncIterator in rows ? writeAsync(table, rows) : writeSync(table, rows));
    return await table.finish();
  } catch (error) {
    await table.discard().catch(() => {});
    throw error;
  }
}

function isIterable(rows: unknown): boolean {
  return typeof rows === "object" && rows !== null && (Symbol.asyncIterator in rows || Symbol.iterator in rows);
}

async function writeAsync(table: TableWriter, rows: AsyncIterable<unknown>): Promise<void> {
  let block: unknown[] = [];
  for await (const row of rows) {
    if (block.push(row) < gathered) continue;
    await table.write(block);
    block = [];
  }
  await table.write(block);
}

async function writeSync(table: TableWriter, rows: Iterable<unknown>): Promise<void> {
  let block: unknown[] = [];
  for (const row of rows) {
    if (block.push(row) < gathered) continue;
    await table.write(block);
    block = [];
  }
  await table.write(block);
}
