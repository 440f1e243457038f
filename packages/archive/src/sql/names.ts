/** Returns a name as tables have it: `shortRatio` is `short_ratio`, and `equity.peRate` is `equity_pe_rate`. */
export function snakeCase(name: string): string {
  return name
    .replaceAll(".", "_")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

/** Quotes the name of a table or column. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Quotes a text. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Returns the name of the table that keeps the rows of a table that changed. */
export function historyName(table: string): string {
  return `${table}_history`;
}

/** A moment as milliseconds since 1970: databases write moments each in its own way. */
export function msOf(column: string): string {
  return `CAST(CAST(round(extract(epoch FROM ${column}) * 1000) AS BIGINT) AS TEXT)`;
}

/** A moment in ISO 8601, from its milliseconds since 1970. */
export function toIso(ms: string | null | undefined): string | undefined {
  return ms === null || ms === undefined ? undefined : new Date(Number(ms)).toISOString();
}
