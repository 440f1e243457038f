import pg from "pg";
import { createArchiveError } from "../../base/archive-error.js";
import type { Database, SqlSession } from "../database.js";

/** A session of PostgreSQL, with the client that it runs on. */
export interface PostgresSession extends SqlSession {
  readonly client: Pick<pg.Pool, "query">;
}

/** A PostgreSQL database. */
export interface PostgresDatabase extends Database, PostgresSession {}

/** Whether a session is one of PostgreSQL. */
export function isPostgresSession(session: SqlSession): session is PostgresSession {
  return "client" in session;
}

/** Processes that change tables take this lock: `opend` in ASCII. */
const lockNumber = 0x6f70656e64;

/**
 * Opens a PostgreSQL database.
 *
 * @param url such as `postgres://user@host/database`
 * @throws `StoreUnavailable`
 */
export async function openPostgres(url: string): Promise<PostgresDatabase> {
  const location = withoutPassword(url);
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "opend archive",
    max: 8,
    // A process that is stopped in the middle of a transaction would keep its rows locked.
    idle_in_transaction_session_timeout: 15_000,
  });
  // A connection that is lost while nobody uses it is replaced by the next query.
  pool.on("error", () => {});
  // One that is lost while it is used fails its query. Unheard, the event would end the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    await pool.query("SELECT 1");
  } catch (cause) {
    await pool.end();
    const what = textOf(cause);
    throw createArchiveError("StoreUnavailable", `cannot open ${location}: ${what}`, { location }, { cause });
  }
  const session = sessionOf(pool);
  const transaction: Database["transaction"] = async (part) => {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      const result = await part(sessionOf(client));
      await client.query("COMMIT");
      client.release();
      return result;
    } catch (error) {
      // After a rollback that fails, the connection is of no use.
      const failure = await client.query("ROLLBACK").then(
        () => undefined,
        (cause: unknown) => (cause instanceof Error ? cause : true),
      );
      client.release(failure);
      throw error;
    }
  };
  return {
    location,
    textRows: (parameter, names) =>
      // The names come behind the alias, so that they can have types.
      `(SELECT * FROM jsonb_to_recordset(CAST(${parameter} AS JSONB)) AS j(${names.map((name) => `${name} TEXT`).join(", ")}))`,
    ...session,
    transaction,
    exclusively: (part) =>
      transaction(async (own) => {
        await own.all("SELECT CAST(pg_advisory_xact_lock(CAST($1 AS BIGINT)) AS TEXT)", [String(lockNumber)]);
        return await part(own);
      }),
    close: () => pool.end(),
  };
}

function sessionOf(client: PostgresSession["client"]): PostgresSession {
  return {
    client,
    async run(sql, values = []) {
      const { rowCount } = await client.query(sql, [...values]);
      return rowCount ?? 0;
    },
    async all(sql, values = []) {
      const { rows } = await client.query<Record<string, string | null>>(sql, [...values]);
      return rows;
    },
  };
}

function withoutPassword(url: string): string {
  const parsed = new URL(url);
  parsed.password = "";
  for (const name of [...parsed.searchParams.keys()]) if (/pass|key/i.test(name)) parsed.searchParams.delete(name);
  return parsed.href;
}

function textOf(cause: unknown): string {
  // Node reports attempts over IPv4 and IPv6 together.
  if (cause instanceof AggregateError) return cause.errors.map(textOf).join(", ");
  return cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
}
