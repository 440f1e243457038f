import type { Dataset, OtherRows } from "../datasets/dataset.js";
import type { SqlColumn } from "./columns.js";
import type { SqlDialect } from "./database.js";
import { historyName, quoteName, snakeCase } from "./names.js";

/**
 * The statement that adds rows, and changes those that are there in another form. It leaves equal ones alone. `$1` are the
 * rows, as `rowsText` writes them.
 */
export function upsertRows(dialect: SqlDialect, { name, key }: Dataset, columns: readonly SqlColumn[]): string {
  const { keys, others } = split(key, columns);
  const onConflict =
    others.length === 0
      ? "DO NOTHING"
      : `DO UPDATE SET ${others.map((column) => `${column} = excluded.${column}`).join(", ")}
      WHERE ROW(${others.map((column) => `t.${column}`).join(", ")})
        IS DISTINCT FROM ROW(${others.map((column) => `excluded.${column}`).join(", ")})`;
  return `INSERT INTO ${quoteName(name)} AS t (${columns.map((column) => quoteName(column.name)).join(", ")})
    ${selectRows(dialect, columns)}
    ON CONFLICT (${keys.join(", ")}) ${onConflict}`;
}

/** The statement that keeps the rows of a table that are about to change. `$1` are the new rows, `$2` is the moment. */
export function keepReplaced(dialect: SqlDialect, { name, key }: Dataset, columns: readonly SqlColumn[]): string {
  const names = columns.map((column) => quoteName(column.name));
  const { keys, others } = split(key, columns);
  return `INSERT INTO ${quoteName(historyName(name))} (${names.join(", ")}, replaced_at)
    SELECT ${names.map((column) => `t.${column}`).join(", ")}, CAST($2 AS TIMESTAMPTZ)
    FROM ${quoteName(name)} AS t JOIN (${selectRows(dialect, columns)}) AS n
      ON ${keys.map((column) => `t.${column} = n.${column}`).join(" AND ")}
    WHERE ROW(${others.map((column) => `t.${column}`).join(", ")})
      IS DISTINCT FROM ROW(${others.map((column) => `n.${column}`).join(", ")})`;
}

/**
 * The statement that removes the rows of a subject that a whole list no longer has, or marks them as delisted. `$1` are the
 * rows of the list, `$2` is the subject.
 */
export function endOthers(
  dialect: SqlDialect,
  { name, key, by }: Dataset,
  columns: readonly SqlColumn[],
  others: Exclude<OtherRows, "kept">,
): string {
  const { keys } = split(key, columns);
  const isListed = `EXISTS (SELECT 1 FROM (${selectRows(dialect, columns)}) AS n
    WHERE ${keys.map((column) => `t.${column} = n.${column}`).join(" AND ")})`;
  const where = `WHERE t.${quoteName(by)} = $2 AND NOT ${isListed}`;
  return others === "removed"
    ? `DELETE FROM ${quoteName(name)} AS t ${where}`
    : `UPDATE ${quoteName(name)} AS t SET is_delisted = TRUE ${where} AND t.is_delisted IS DISTINCT FROM TRUE`;
}

/** Rows as one text, which statements take: a JSON list of objects that hold texts. */
export function rowsText(columns: readonly SqlColumn[], rows: readonly object[]): string {
  return JSON.stringify(rows.map((row) => Object.fromEntries(columns.map(({ name, read }) => [name, read(row)]))));
}

/** Rows of the first parameter, with the types of their columns. */
function selectRows({ textRows }: SqlDialect, columns: readonly SqlColumn[]): string {
  const names = columns.map(({ name }) => quoteName(name));
  const cells = columns.map(({ type }, index) => `CAST(r.${names[index]} AS ${type}) AS ${names[index]}`);
  return `SELECT ${cells.join(", ")} FROM ${textRows("$1", names)} AS r`;
}

function split(key: readonly string[], columns: readonly SqlColumn[]) {
  const keys = key.map((column) => quoteName(snakeCase(column)));
  return { keys, others: columns.map(({ name }) => quoteName(name)).filter((column) => !keys.includes(column)) };
}
