import type { Dataset } from "../datasets/dataset.js";
import { ownSqlColumns, type SqlColumn, sqlColumns } from "./columns.js";
import type { ReadSession, SqlSession } from "./database.js";
import { historyName, quoteName, quoteText, snakeCase } from "./names.js";

/** A table of an archive. */
export interface Table {
  readonly name: string;
  readonly comment: string;
  readonly columns: readonly Pick<SqlColumn, "name" | "type" | "comment">[];
  /** The columns that tell rows apart. Empty if rows may be equal. */
  readonly key: readonly string[];
}

/** The table of a dataset. */
export function tableOf(dataset: Dataset): Table {
  const { name, description, key } = dataset;
  const columns = [...sqlColumns(dataset), ...ownSqlColumns(dataset)];
  return { name, comment: description, columns, key: key.map(snakeCase) };
}

/** The table that keeps rows of a dataset that changed. */
export function historyOf(dataset: Dataset): Table {
  const replaced = { name: "replaced_at", type: "TIMESTAMPTZ", comment: "When the row was replaced by a newer one." };
  return {
    name: historyName(dataset.name),
    comment: `Rows of ${dataset.name} as they were before they changed.`,
    columns: [...sqlColumns(dataset), replaced],
    key: [],
  };
}

/** Makes a table, or adds the columns that it lacks, and widens those that were made for smaller integers. */
export async function makeTable(session: SqlSession, { name, comment, columns, key }: Table): Promise<void> {
  const table = quoteName(name);
  const types = await columnTypes(session, name);
  const found = [...types.keys()];
  if (found.length === 0) {
    const parts = columns.map(
      (column) => `${quoteName(column.name)} ${column.type}${key.includes(column.name) ? " NOT NULL" : ""}`,
    );
    if (key.length > 0) parts.push(`PRIMARY KEY (${key.map(quoteName).join(", ")})`);
    await session.run(`CREATE TABLE ${table} (${parts.join(", ")})`);
    await session.run(`COMMENT ON TABLE ${table} IS ${quoteText(comment)}`);
  }
  for (const column of columns) {
    const quoted = quoteName(column.name);
    if (column.type.startsWith("NUMERIC") && /^bigint$/i.test(types.get(column.name) ?? "")) {
      await session.run(`ALTER TABLE ${table} ALTER COLUMN ${quoted} TYPE ${column.type}`);
    }
    if (found.includes(column.name)) continue;
    if (found.length > 0) await session.run(`ALTER TABLE ${table} ADD COLUMN ${quoted} ${column.type}`);
    await session.run(`COMMENT ON COLUMN ${table}.${quoted} IS ${quoteText(column.comment)}`);
  }
}

/** Returns the names of a table's columns. None if there is no such table. */
export async function columnNames(session: ReadSession, table: string): Promise<readonly string[]> {
  return [...(await columnTypes(session, table)).keys()];
}

async function columnTypes(session: ReadSession, table: string): Promise<ReadonlyMap<string, string>> {
  const rows = await session.all(
    `SELECT column_name, data_type FROM information_schema.columns
    WHERE table_name = $1 AND table_schema = current_schema() AND table_catalog = current_database()`,
    [table],
  );
  return new Map(rows.map((row) => [row["column_name"] ?? "", row["data_type"] ?? ""]));
}
