import type { Dataset } from "../../datasets/dataset.js";
import type { SqlColumn } from "./columns.js";
import { quoteName, quoteText, snakeCase } from "./names.js";

/** The statements that make the table of a dataset. */
export function createTable({ name, description, key }: Dataset, columns: readonly SqlColumn[]): readonly string[] {
  const keys = key.map(snakeCase);
  const defined = columns.map(
    (column) => `${quoteName(column.name)} ${column.type}${keys.includes(column.name) ? " NOT NULL" : ""}`,
  );
  const table = quoteName(name);
  return [
    `CREATE TABLE ${table} (${defined.join(", ")}, PRIMARY KEY (${keys.map(quoteName).join(", ")}))`,
    `COMMENT ON TABLE ${table} IS ${quoteText(description)}`,
    ...columns.map((column) => commentOn(name, column)),
  ];
}

/** The statements that add a column to a table. */
export function addColumn({ name }: Dataset, column: SqlColumn): readonly string[] {
  return [
    `ALTER TABLE ${quoteName(name)} ADD COLUMN ${quoteName(column.name)} ${column.type}`,
    commentOn(name, column),
  ];
}

function commentOn(table: string, { name, comment }: SqlColumn): string {
  return `COMMENT ON COLUMN ${quoteName(table)}.${quoteName(name)} IS ${quoteText(comment)}`;
}

/** The statement that adds this many rows, and changes those that are there in another form. It leaves equal ones alone. */
export function upsertRows({ name, key }: Dataset, columns: readonly SqlColumn[], count: number): string {
  const keys = key.map(snakeCase);
  const others = columns.filter((column) => !keys.includes(column.name)).map((column) => quoteName(column.name));
  const rows = Array.from({ length: count }, (_, row) => {
    const cells = columns.map(({ type }, index) => `CAST($${row * columns.length + index + 1} AS ${type})`);
    return `(${cells.join(", ")})`;
  });
  const onConflict =
    others.length === 0
      ? "DO NOTHING"
      : `DO UPDATE SET ${others.map((column) => `${column} = excluded.${column}`).join(", ")}
      WHERE ROW(${others.map((column) => `t.${column}`).join(", ")})
        IS DISTINCT FROM ROW(${others.map((column) => `excluded.${column}`).join(", ")})`;
  return `INSERT INTO ${quoteName(name)} AS t (${columns.map((column) => quoteName(column.name)).join(", ")})
    VALUES ${rows.join(", ")}
    ON CONFLICT (${keys.map(quoteName).join(", ")}) ${onConflict}`;
}
