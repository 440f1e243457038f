import type { Dataset, OtherRows } from "../datasets/dataset.js";
import type { SqlColumn } from "./columns.js";
import type { SqlDialect } from "./database.js";
import { historyName, quoteName, snakeCase } from "./names.js";

/** A query that gives rows to write, with the types of their columns. */
export type RowSource = string;

/** Rows of a parameter: a JSON list of objects that hold texts. */
export function boundRows({ textRows }: SqlDialect, columns: readonly SqlColumn[], parameter: string): RowSource {
  const names = namesOf(columns);
  const cells = columns.map(({ type }, index) => `CAST(r.${names[index]} AS ${type}) AS ${names[index]}`);
  return `SELECT ${cells.join(", ")} FROM ${textRows(parameter, names)} AS r`;
}

const staging = quoteName("opend_staged");

/** A table of the transaction, for rows that are too many for one statement. */
export function stagedRows(columns: readonly SqlColumn[]): RowSource {
  return `SELECT ${namesOf(columns).join(", ")} FROM ${staging}`;
}

/** The statements that make the table, add rows to it, `$1`, and remove it. */
export function stagingStatements(dialect: SqlDialect, columns: readonly SqlColumn[]) {
  const names = namesOf(columns);
  const typed = columns.map(({ type }, index) => `${names[index]} ${type}`);
  return {
    begin: `CREATE TEMPORARY TABLE ${staging} (${typed.join(", ")})`,
    add: `INSERT INTO ${staging} (${names.join(", ")}) ${boundRows(dialect, columns, "$1")}`,
    end: `DROP TABLE ${staging}`,
  };
}

/** The statement that adds rows, and changes those that are there in another form. It leaves equal ones alone. */
export function upsertRows({ name, key }: Dataset, columns: readonly SqlColumn[], rows: RowSource): string {
  const { keys, others } = split(key, columns);
  const onConflict =
    others.length === 0
      ? "DO NOTHING"
      : `DO UPDATE SET ${others.map((column) => `${column} = excluded.${column}`).join(", ")}
      WHERE ROW(${others.map((column) => `t.${column}`).join(", ")})
        IS DISTINCT FROM ROW(${others.map((column) => `excluded.${column}`).join(", ")})`;
  return `INSERT INTO ${quoteName(name)} AS t (${namesOf(columns).join(", ")})
    ${rows}
    ON CONFLICT (${keys.join(", ")}) ${onConflict}`;
}

/** The statement that keeps the rows of a table that are about to change. `$1` is the moment. */
export function keepReplaced({ name, key }: Dataset, columns: readonly SqlColumn[], rows: RowSource): string {
  const names = namesOf(columns);
  const { keys, others } = split(key, columns);
  return `INSERT INTO ${quoteName(historyName(name))} (${names.join(", ")}, replaced_at)
    SELECT ${names.map((column) => `t.${column}`).join(", ")}, CAST($1 AS TIMESTAMPTZ)
    FROM ${quoteName(name)} AS t JOIN (${rows}) AS n
      ON ${keys.map((column) => `t.${column} = n.${column}`).join(" AND ")}
    WHERE ROW(${others.map((column) => `t.${column}`).join(", ")})
      IS DISTINCT FROM ROW(${others.map((column) => `n.${column}`).join(", ")})`;
}

/**
 * The statement that removes the rows of a subject that a whole list no longer has, or marks them as delisted. `$1` is the
 * subject.
 *
 * @param rows the list
 */
export function endOthers(
  { name, key, by }: Dataset,
  columns: readonly SqlColumn[],
  others: Exclude<OtherRows, "kept">,
  rows: RowSource,
): string {
  const { keys } = split(key, columns);
  const isListed = `EXISTS (SELECT 1 FROM (${rows}) AS n
    WHERE ${keys.map((column) => `t.${column} = n.${column}`).join(" AND ")})`;
  const where = `WHERE t.${quoteName(by)} = $1 AND NOT ${isListed}`;
  return others === "removed"
    ? `DELETE FROM ${quoteName(name)} AS t ${where}`
    : `UPDATE ${quoteName(name)} AS t SET is_delisted = TRUE ${where} AND t.is_delisted IS DISTINCT FROM TRUE`;
}

function namesOf(columns: readonly SqlColumn[]): string[] {
  return columns.map(({ name }) => quoteName(name));
}

function split(key: readonly string[], columns: readonly SqlColumn[]) {
  const keys = key.map((column) => quoteName(snakeCase(column)));
  return { keys, others: namesOf(columns).filter((column) => !keys.includes(column)) };
}
