/** A value as SQL takes and gives it: a text, which SQL casts, or null. */
export type SqlValue = string | null;

/** Runs queries. Their parameters are `$1`, `$2` … */
export interface ReadSession {
  /** Runs a query. Its columns are cast to texts. */
  all(sql: string, values?: readonly SqlValue[]): Promise<readonly Readonly<Record<string, SqlValue>>[]>;
}

/** Rows of a table as they were at one moment, for reading that takes long. */
export interface Snapshot extends ReadSession {
  close(): Promise<void>;
}

/** Which rows of a table a snapshot has at least. */
export interface SnapshotOf {
  readonly table: string;
  /** Conditions for its rows, after `WHERE`. None for all rows. */
  readonly where?: string | undefined;
  readonly values: readonly SqlValue[];
}

/** Runs statements. Their parameters are `$1`, `$2` … */
export interface SqlSession extends ReadSession {
  /** @returns how many rows it changed */
  run(sql: string, values?: readonly SqlValue[]): Promise<number>;
}

/** What databases write each in its own way. */
export interface SqlDialect {
  /** Rows of a parameter that is a JSON list of objects, with columns of texts. The names are quoted. */
  textRows(parameter: string, names: readonly string[]): string;
}

/** A database that speaks SQL as DuckDB and PostgreSQL have it in common. */
export interface Database extends SqlSession, SqlDialect {
  /** Where it is, without a password. */
  readonly location: string;
  /** Runs a part in one transaction, which is rolled back when the part throws. */
  transaction<T>(part: (session: SqlSession) => Promise<T>): Promise<T>;
  /** The same, while no other process is in such a part: tables are made and changed by one at a time. */
  exclusively<T>(part: (session: SqlSession) => Promise<T>): Promise<T>;
  /** Runs a short part that only reads, and sees one moment. It waits for no transaction, and none waits for it. */
  read<T>(part: (session: ReadSession) => Promise<T>): Promise<T>;
  /** Opens rows of a table for reading that takes long. No transaction waits for it. */
  snapshot(of: SnapshotOf): Promise<Snapshot>;
  close(): Promise<void>;
}
