import { zoneOfCode } from "@opend/core";
import { offsetAt, writeMicroseconds } from "@opend/core/internal";
import type { Dataset } from "../datasets/dataset.js";
import { offsetName, type SqlColumn, sqlColumns } from "./columns.js";
import type { ReadSession, SnapshotOf, SqlValue } from "./database.js";
import { quoteName, snakeCase } from "./names.js";

/** A value of a row. */
export type Cell = string | number | bigint | boolean | null;

/** Which rows to read. */
export interface RowFilter {
  readonly subjects?: readonly string[] | undefined;
  readonly market?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

const rowsPerQuery = 10_000;

/** Reads the rows of a dataset in the order of its key, some at a time. */
export async function* readRows(
  session: ReadSession,
  dataset: Dataset,
  filter: RowFilter,
): AsyncGenerator<readonly Readonly<Record<string, Cell>>[], void> {
  const columns = sqlColumns(dataset);
  const keys = dataset.key.map(snakeCase);
  const typeOf = (name: string) => columns.find((column) => column.name === name)?.type ?? "TEXT";
  const order = keys.map(quoteName).join(", ");
  let after: readonly SqlValue[] | undefined;
  while (true) {
    const values: SqlValue[] = [];
    const bind = (value: SqlValue, type: string) => `CAST($${values.push(value)} AS ${type})`;
    const conditions = conditionsOf(dataset, filter, bind);
    if (after !== undefined) {
      const last = after.map((value, index) => bind(value, typeOf(keys[index] ?? "")));
      conditions.push(`(${order}) > (${last.join(", ")})`);
    }
    const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
    const found = await session.all(
      `SELECT ${columns.map(selected).join(", ")} FROM ${quoteName(dataset.name)} ${where}
      ORDER BY ${order} LIMIT ${rowsPerQuery}`,
      values,
    );
    if (found.length > 0) yield found.map((row) => toRow(columns, row));
    if (found.length < rowsPerQuery) return;
    after = keys.map((name) => found.at(-1)?.[name] ?? null);
  }
}

/** What a snapshot has to have, so that rows can be read from it. */
export function snapshotOf(dataset: Dataset, filter: RowFilter): SnapshotOf {
  const values: SqlValue[] = [];
  const bind = (value: SqlValue, type: string) => `CAST($${values.push(value)} AS ${type})`;
  const where = conditionsOf(dataset, filter, bind).join(" AND ");
  return { table: dataset.name, where: where === "" ? undefined : where, values };
}

/** The markets and years that a dataset has rows of. */
export async function readPartitions(
  session: ReadSession,
  dataset: Dataset,
): Promise<readonly { readonly market: string; readonly year: string }[]> {
  const hasDay = dataset.columns.some(({ name }) => name === "day");
  const year = hasDay ? "CAST(extract(year FROM day) AS INTEGER)" : "NULL";
  const rows = await session.all(
    `SELECT DISTINCT ${marketOf(dataset)} AS market, CAST(${year} AS TEXT) AS year FROM ${quoteName(dataset.name)}
    ORDER BY 1, 2`,
  );
  return rows.map((row) => ({ market: row["market"] ?? "", year: row["year"] ?? "" }));
}

function conditionsOf(
  dataset: Dataset,
  { subjects, market, since, until }: RowFilter,
  bind: (value: SqlValue, type: string) => string,
): string[] {
  const conditions: string[] = [];
  if (subjects !== undefined) {
    conditions.push(`${dataset.by} IN (${subjects.map((subject) => bind(subject, "TEXT")).join(", ")})`);
  }
  if (market !== undefined) conditions.push(`${marketOf(dataset)} = ${bind(market, "TEXT")}`);
  if (since !== undefined) conditions.push(`day >= ${bind(since, "DATE")}`);
  if (until !== undefined) conditions.push(`day <= ${bind(until, "DATE")}`);
  return conditions;
}

/** The market of a row: what its code begins with. */
function marketOf({ by }: Dataset): string {
  return by === "market" ? "market" : "split_part(code, '.', 1)";
}

function selected({ name, type }: SqlColumn): string {
  const column = quoteName(name);
  // Databases write moments each in its own way.
  return `CAST(${type === "TIMESTAMPTZ" ? microsecondsOf(column) : column} AS TEXT) AS ${column}`;
}

/** A moment in microseconds since 1970. Seconds and parts of them come from the minute, as doubles cannot hold all of it. */
function microsecondsOf(column: string): string {
  const minute = `CAST(round(extract(epoch FROM date_trunc('minute', ${column}))) AS BIGINT)`;
  return `${minute} * 1000000 + CAST(extract(microseconds FROM ${column}) AS BIGINT)`;
}

function toRow(columns: readonly SqlColumn[], row: Readonly<Record<string, SqlValue>>): Record<string, Cell> {
  const offsets = new Set(columns.flatMap(({ name, type }) => (type === "TIMESTAMPTZ" ? [offsetName(name)] : [])));
  const shown = columns.filter(({ name }) => !offsets.has(name));
  return Object.fromEntries(shown.map((column) => [column.name, toCell(column, row)]));
}

function toCell({ name, type }: SqlColumn, row: Readonly<Record<string, SqlValue>>): Cell {
  const value = row[name] ?? null;
  if (value === null) return null;
  if (type === "BIGINT" || type.startsWith("NUMERIC")) return BigInt(value);
  if (type === "DOUBLE PRECISION") return Number(value.replace(/^(-?)inf.*$/i, "$1Infinity"));
  if (type === "BOOLEAN") return value === "true" || value === "t";
  return type === "TIMESTAMPTZ" ? toMoment(BigInt(value), row[offsetName(name)], row["code"]) : value;
}

/** Writes a moment with its offset. Rows of older archives have none: that of the market counts. */
function toMoment(microseconds: bigint, minutes: SqlValue | undefined, code: SqlValue | undefined): string {
  if (minutes !== null && minutes !== undefined) return writeMicroseconds(microseconds, Number(minutes) * 60_000);
  const zone = zoneOfCode(code ?? "");
  return writeMicroseconds(microseconds, zone === undefined ? 0 : offsetAt(Number(microseconds / 1000n), zone));
}
