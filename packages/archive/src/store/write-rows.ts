import { isArchiveError } from "../base/archive-error.js";
import type { Dataset, DatasetRow } from "../datasets/dataset.js";
import type { SqlColumn } from "../sql/columns.js";
import type { Database, SqlSession, SqlValue } from "../sql/database.js";
import { snakeCase } from "../sql/names.js";
import { boundRows, endOthers, keepReplaced, stagedRows, stagingStatements, upsertRows } from "../sql/statements.js";
import { LeftOut } from "./left-out.js";
import type { Commit } from "./store.js";

/** A market has 100,000 securities. In one statement they would take hundreds of megabytes, here and in the database. */
const mostBound = 1000;
/** Smaller pieces take less memory, and hardly more time. */
const stagedAtOnce = 500;

/**
 * Writes the rows of a commit in the transaction of a session.
 *
 * @returns how many rows are new, changed or removed
 * @throws `RowDoesNotFit`
 */
export async function writeRows(
  database: Database,
  session: SqlSession,
  dataset: Dataset,
  columns: readonly SqlColumn[],
  { subject, rows, others, historyAt, onLeftOut }: Commit,
): Promise<number> {
  const leftOut = new LeftOut(dataset);
  const toText = createTextWriter(dataset, columns, leftOut);
  const unique = withoutRepeats(dataset, rows);
  const isStaged = unique.length > mostBound;
  const bound = isStaged ? undefined : toText(unique);
  const { begin, add, end } = stagingStatements(database, columns);
  if (isStaged) {
    await session.run(begin);
    for (let start = 0; start < unique.length; start += stagedAtOnce) {
      await session.run(add, [toText(unique.slice(start, start + stagedAtOnce))]);
    }
  }
  const write = async (statement: (source: string) => string, values: readonly SqlValue[]) => {
    if (bound === undefined) return await session.run(statement(stagedRows(columns)), values);
    return await session.run(statement(boundRows(database, columns, `$${values.length + 1}`)), [...values, bound]);
  };
  let changed = 0;
  if (others === "removed" || (others === "delisted" && unique.length > 0)) {
    changed += await write((source) => endOthers(dataset, columns, others, source), [subject]);
  }
  if (unique.length > 0) {
    if (historyAt !== undefined) await write((source) => keepReplaced(dataset, columns, source), [historyAt]);
    changed += await write((source) => upsertRows(dataset, columns, source), []);
  }
  if (isStaged) await session.run(end);
  for (const line of leftOut.lines()) onLeftOut?.(line);
  return changed;
}

/** A row that a page has twice would be changed twice by one statement, which databases refuse. The last one counts. */
function withoutRepeats({ key }: Dataset, rows: readonly DatasetRow[]): readonly DatasetRow[] {
  const [first, ...more] = key;
  const known = new Map<unknown, DatasetRow>();
  for (const row of rows) {
    // Most long lists have one key, which needs no text of its own.
    known.set(
      first !== undefined && more.length === 0 ? row[first] : JSON.stringify(key.map((name) => String(row[name]))),
      row,
    );
  }
  return known.size === rows.length ? rows : [...known.values()];
}

/** Makes the function that writes rows as one text, which statements take: a JSON list of objects that hold texts. */
function createTextWriter({ by, key }: Dataset, columns: readonly SqlColumn[], leftOut: LeftOut) {
  // Rows of a security are one whole, which fails as such. The list of a market loses no other rows because of one.
  const isList = by === "market";
  const keys = key.map(snakeCase);
  const textsOf = (row: DatasetRow): Record<string, SqlValue> | undefined => {
    const texts: Record<string, SqlValue> = {};
    for (const { name, read } of columns) {
      try {
        texts[name] = read(row);
      } catch (error) {
        if (!isList || !isArchiveError(error, "RowDoesNotFit")) throw error;
        const isKey = keys.includes(name);
        leftOut.add(row, error, isKey ? "the row" : "the field");
        if (isKey) return undefined;
        texts[name] = null;
      }
    }
    return texts;
  };
  return (rows: readonly DatasetRow[]) => JSON.stringify(rows.map(textsOf).filter((texts) => texts !== undefined));
}
