import type { Dataset } from "../datasets/dataset.js";
import type { SqlColumn } from "./columns.js";
import { historyName, quoteName, snakeCase } from "./names.js";

/** The statement that adds this many rows, and changes those that are there in another form. It leaves equal ones alone. */
export function upsertRows({ name, key }: Dataset, columns: readonly SqlColumn[], count: number): string {
  const keys = key.map(snakeCase);
  const others = columns.filter((column) => !keys.includes(column.name)).map((column) => quoteName(column.name));
  const onConflict =
    others.length === 0
      ? "DO NOTHING"
      : `DO UPDATE SET ${others.map((column) => `${column} = excluded.${column}`).join(", ")}
      WHERE ROW(${others.map((column) => `t.${column}`).join(", ")})
        IS DISTINCT FROM ROW(${others.map((column) => `excluded.${column}`).join(", ")})`;
  return `INSERT INTO ${quoteName(name)} AS t (${columns.map((column) => quoteName(column.name)).join(", ")})
    ${valuesOf(columns, count)}
    ON CONFLICT (${keys.map(quoteName).join(", ")}) ${onConflict}`;
}

/** The statement that keeps those of this many rows of a table that are about to change. Its last value is the moment. */
export function keepReplaced({ name, key }: Dataset, columns: readonly SqlColumn[], count: number): string {
  const names = columns.map((column) => quoteName(column.name));
  const keys = key.map((column) => quoteName(snakeCase(column)));
  const others = names.filter((column) => !keys.includes(column));
  return `INSERT INTO ${quoteName(historyName(name))} (${names.join(", ")}, replaced_at)
    SELECT ${names.map((column) => `t.${column}`).join(", ")}, CAST($${columns.length * count + 1} AS TIMESTAMPTZ)
    FROM ${quoteName(name)} AS t JOIN (${valuesOf(columns, count)}) AS n (${names.join(", ")})
      ON ${keys.map((column) => `t.${column} = n.${column}`).join(" AND ")}
    WHERE ROW(${others.map((column) => `t.${column}`).join(", ")})
      IS DISTINCT FROM ROW(${others.map((column) => `n.${column}`).join(", ")})`;
}

function valuesOf(columns: readonly SqlColumn[], count: number): string {
  const rows = Array.from({ length: count }, (_, row) => {
    const cells = columns.map(({ type }, index) => `CAST($${row * columns.length + index + 1} AS ${type})`);
    return `(${cells.join(", ")})`;
  });
  return `VALUES ${rows.join(", ")}`;
}
