import { withoutUserInfo } from "@opend/core/internal";
import pg from "pg";
import { createArchiveError } from "../../base/archive-error.js";
import type { Database, Snapshot, SqlSession } from "../database.js";

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
  const location = withoutUserInfo(url);
  const refused = (what: string, cause?: unknown) =>
    createArchiveError("StoreUnavailable", `cannot open ${location}: ${what}`, { location }, { cause });
  // The driver's error would have the whole URL, or take a part of the password for the host.
  if (!URL.canParse(url)) throw refused("it is not a URL, such as postgres://user@host:5432/database");
  if (hasOpenUserInfo(url)) throw refused("write / ? # in a user or password as %2F %3F %23");
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
    throw refused(withoutSecrets(textOf(cause), url), cause);
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
    read: async (part) => {
      const snapshot = await openSnapshot(pool);
      try {
        return await part(snapshot);
      } finally {
        await snapshot.close();
      }
    },
    snapshot: () => openSnapshot(pool),
    close: () => pool.end(),
  };
}

/** A transaction that sees one moment. */
async function openSnapshot(pool: pg.Pool): Promise<Snapshot> {
  const client = await pool.connect();
  const { all } = sessionOf(client);
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    // Who writes what is read into a file may take longer than that between two queries.
    await client.query("SET LOCAL idle_in_transaction_session_timeout = 0");
  } catch (error) {
    client.release(true);
    throw error;
  }
  return {
    all,
    close: async () => {
      await client.query("COMMIT").then(
        () => client.release(),
        () => client.release(true),
      );
    },
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

/** Whether the user or the password has characters that end them too early. */
function hasOpenUserInfo(url: string): boolean {
  const [beforeQuery = ""] = url.replace(/^[^:]*:\/\//, "").split(/\?(?=\w+=)/);
  return /[/?#].*@/s.test(beforeQuery);
}

/** The server says which user it refused. */
function withoutSecrets(text: string, url: string): string {
  const { username, password, searchParams } = new URL(url);
  const named = ["user", "password"].map((name) => searchParams.get(name) ?? "");
  return [username, password, decode(username), decode(password), ...named]
    .filter((secret) => secret !== "")
    .reduce((shown, secret) => shown.replaceAll(`"${secret}"`, '"…"'), text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function textOf(cause: unknown): string {
  // Node reports attempts over IPv4 and IPv6 together.
  if (cause instanceof AggregateError) return cause.errors.map(textOf).join(", ");
  return cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
}
