import { randomUUID } from "node:crypto";
import { isOpendError } from "@opend/core";
import { createArchiveError, isArchiveError } from "../base/archive-error.js";
import { readCoverage } from "../coverage/read-coverage.js";
import type { Dataset } from "../datasets/dataset.js";
import { securities } from "../datasets/securities.js";
import type { WorkQueue } from "../queue/work-queue.js";
import { type SqlColumn, sqlColumns } from "../sql/columns.js";
import type { Database, ReadSession, SqlSession, SqlValue } from "../sql/database.js";
import { msOf, quoteName, toIso } from "../sql/names.js";
import { snapshotOf } from "../sql/read-rows.js";
import { lateColumns, schema, schemaVersion } from "../sql/schema.js";
import { columnNames, historyOf, makeTable, tableOf } from "../sql/tables.js";
import { createView } from "../sql/views.js";
import { openDatasetSnapshot } from "./dataset-snapshot.js";
import { type Attempt, guardQueue } from "./guard-queue.js";
import { readStatus, readSubjectCounts } from "./read-status.js";
import type {
  Asked,
  Commit,
  DatasetSnapshot,
  DatasetStatus,
  Finished,
  RowChoice,
  Run,
  Store,
  SubjectCounts,
  SubjectState,
} from "./store.js";
import { writeRows } from "./write-rows.js";

/** A store over any database that speaks SQL. */
export class SqlStore implements Store {
  readonly #database: Database;
  readonly #columns = new Map<Dataset, readonly SqlColumn[]>();

  readonly #openQueue: () => Promise<WorkQueue>;

  private constructor(database: Database, openQueue: () => Promise<WorkQueue>) {
    this.#database = database;
    this.#openQueue = openQueue;
  }

  /** Opens the store of a database, and makes its tables. @throws `StoreVersion`, `StoreFailed`, `StoreUnavailable` */
  static async open(database: Database, openQueue: () => Promise<WorkQueue>, readOnly = false): Promise<SqlStore> {
    const store = new SqlStore(database, openQueue);
    try {
      await store.#attempt(() => (readOnly ? store.#check() : store.#migrate()));
    } catch (error) {
      await database.close();
      throw error;
    }
    return store;
  }

  get location(): string {
    return this.#database.location;
  }

  async prepare(dataset: Dataset, { keepsHistory = false }: { readonly keepsHistory?: boolean | undefined } = {}) {
    await this.#attempt(() =>
      this.#database.exclusively(async (session) => {
        const tables = [tableOf(dataset), tableOf(securities)];
        if (keepsHistory) tables.push(historyOf(dataset));
        const [drop, ...create] = createView(dataset);
        if (drop !== undefined) await session.run(drop);
        for (const table of tables) await makeTable(session, table);
        for (const statement of create) await session.run(statement);
      }),
    );
  }

  async beginRun(dataset: Dataset, now: Date, maxAgeMs: number): Promise<Run> {
    const youngest = new Date(now.getTime() - maxAgeMs).toISOString();
    return await this.#attempt(() =>
      this.#database.exclusively(async (session) => {
        const [last] = await session.all(
          `SELECT id, ${msOf("began_at")} AS began_at FROM opend_runs
          WHERE dataset = $1 AND ended_at IS NULL AND began_at >= CAST($2 AS TIMESTAMPTZ)
          ORDER BY opend_runs.began_at DESC LIMIT 1`,
          [dataset.name, youngest],
        );
        const beganAt = toIso(last?.["began_at"]);
        if (last?.["id"] && beganAt) return { id: last["id"], beganAt };
        const run = { id: randomUUID(), beganAt: now.toISOString() };
        await session.run("INSERT INTO opend_runs VALUES ($1, $2, CAST($3 AS TIMESTAMPTZ), NULL)", [
          run.id,
          dataset.name,
          run.beganAt,
        ]);
        return run;
      }),
    );
  }

  async endRun({ id }: Run, now: Date): Promise<void> {
    await this.#attempt(() =>
      this.#database.run("UPDATE opend_runs SET ended_at = CAST($2 AS TIMESTAMPTZ) WHERE id = $1", [
        id,
        now.toISOString(),
      ]),
    );
  }

  async noteAsked({ name }: Dataset, { beganAt }: Run, { subjects, anew }: Asked): Promise<void> {
    const database = this.#database;
    const rows = `${database.textRows("$1", ['"subject"'])} AS r`;
    const textOf = (some: readonly string[]) => JSON.stringify(some.map((subject) => ({ subject })));
    await this.#attempt(() =>
      // Two that note many subjects at once could wait for each other.
      database.exclusively(async (session) => {
        await session.run(
          `INSERT INTO opend_subjects AS t (dataset, subject, coverage, asked_at)
          SELECT $2, r.subject, '[]', CAST($3 AS TIMESTAMPTZ) FROM ${rows}
          ON CONFLICT (dataset, subject) DO UPDATE SET asked_at = excluded.asked_at
          WHERE t.asked_at IS DISTINCT FROM excluded.asked_at`,
          [textOf(subjects), name, beganAt],
        );
        if (anew.length === 0) return;
        const sql = `UPDATE opend_subjects SET done_at = NULL WHERE dataset = $2 AND subject IN (SELECT r.subject FROM ${rows})`;
        await session.run(sql, [textOf(anew), name]);
      }),
    );
  }

  async statesOf(dataset: Dataset): Promise<ReadonlyMap<string, SubjectState>> {
    const rows = await this.#attempt(() => this.#database.all(`${selectStates} WHERE dataset = $1`, [dataset.name]));
    return new Map(rows.map((row) => [row["subject"] ?? "", toState(this.location, row)]));
  }

  async stateOf(dataset: Dataset, subject: string): Promise<SubjectState> {
    const sql = `${selectStates} WHERE dataset = $1 AND subject = $2`;
    const [row] = await this.#attempt(() => this.#database.all(sql, [dataset.name, subject]));
    return row === undefined ? { coverage: [] } : toState(this.location, row);
  }

  async finishedSince(dataset: Dataset, since: string): Promise<readonly Finished[]> {
    const sql = `SELECT subject, CASE WHEN failed_at IS NULL THEN '' ELSE 'yes' END AS failed FROM opend_subjects
      WHERE dataset = $1 AND (done_at >= CAST($2 AS TIMESTAMPTZ) OR failed_at >= CAST($2 AS TIMESTAMPTZ))`;
    const rows = await this.#attempt(() => this.#database.all(sql, [dataset.name, since]));
    return rows.map((row) => ({ subject: row["subject"] ?? "", hasFailed: row["failed"] === "yes" }));
  }

  async isSimulated(): Promise<boolean | undefined> {
    const [row] = await this.#attempt(() => this.#database.all("SELECT source FROM opend_archive"));
    return row?.["source"] ? row["source"] === "simulated" : undefined;
  }

  async claimSource(isSimulated: boolean): Promise<void> {
    const source = isSimulated ? "simulated" : "gateway";
    await this.#attempt(() =>
      this.#database.run("UPDATE opend_archive SET source = $1 WHERE source IS NULL", [source]),
    );
    if ((await this.isSimulated()) === isSimulated) return;
    const { location } = this;
    const message = isSimulated
      ? `${location} holds data of a market, and this gateway is simulated: take another database`
      : `${location} holds simulated data, and this gateway is none that is simulated: take another database`;
    throw createArchiveError("MixedSources", message, { location });
  }

  async snapshot(dataset: Dataset, choice: RowChoice = {}): Promise<DatasetSnapshot> {
    await this.#checkSynced(dataset);
    const attempt: Attempt = (part) => this.#attempt(part);
    return openDatasetSnapshot(
      await attempt(() => this.#database.snapshot(snapshotOf(dataset, choice))),
      dataset,
      attempt,
    );
  }

  async codesOf(market: string, dataset: Dataset): Promise<readonly string[]> {
    const sql = `SELECT code FROM securities WHERE market = $1 AND (is_delisted IS DISTINCT FROM TRUE OR delisted_at >
        (SELECT max(began_at) FROM opend_runs WHERE dataset = $2 AND ended_at IS NOT NULL))
      ORDER BY code`;
    const rows = await this.#attempt(() => this.#database.all(sql, [market, dataset.name]));
    return rows.map((row) => row["code"] ?? "");
  }

  async openQueue(): Promise<WorkQueue> {
    const attempt: Attempt = (part) => this.#attempt(part);
    return guardQueue(await attempt(() => this.#openQueue()), attempt);
  }

  async commit(dataset: Dataset, commit: Commit): Promise<number> {
    const { subject, state, others, lease } = commit;
    const columns = this.#columnsOf(dataset);
    const database = this.#database;
    return await this.#attempt(() =>
      database.transaction(async (session) => {
        await lease?.hold(session);
        const changed = await writeRows(database, session, dataset, columns, commit);
        if (others === "delisted") await noteDelisted(session, dataset, subject, state.doneAt ?? "");
        await session.run(upsertState, [dataset.name, subject, ...stateValues(state)]);
        return changed;
      }),
    );
  }

  async status(): Promise<readonly DatasetStatus[]> {
    return await this.#attempt(() => this.#database.read(readStatus));
  }

  async subjects(): Promise<readonly SubjectCounts[]> {
    return await this.#attempt(() => this.#database.read(readSubjectCounts));
  }

  async close(): Promise<void> {
    await this.#database.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #columnsOf(dataset: Dataset): readonly SqlColumn[] {
    const known = this.#columns.get(dataset) ?? sqlColumns(dataset);
    this.#columns.set(dataset, known);
    return known;
  }

  async #checkSynced({ name: dataset }: Dataset): Promise<void> {
    if ((await this.#attempt(() => columnNames(this.#database, dataset))).length > 0) return;
    const { location } = this;
    const known = (await this.status()).map((status) => status.dataset);
    const there = known.length === 0 ? "It is empty" : `It has ${known.join(", ")}`;
    throw createArchiveError("NotSynced", `${location} has no ${dataset} yet. ${there}`, { location, dataset });
  }

  /** Makes the tables, or what they lack. */
  async #migrate(): Promise<void> {
    await this.#database.exclusively(async (session) => {
      if (await this.#isArchive(session)) await addLateColumns(session);
      else for (const statement of schema) await session.run(statement);
    });
  }

  /** Checks that the database holds an archive. */
  async #check(): Promise<void> {
    if (await this.#database.read((session) => this.#isArchive(session))) return;
    const { location } = this;
    throw createArchiveError("StoreUnavailable", `${location} is no archive yet`, { location });
  }

  /** Whether there is an archive. @throws `StoreVersion` */
  async #isArchive(session: ReadSession): Promise<boolean> {
    if ((await columnNames(session, "opend_archive")).length === 0) return false;
    const [row] = await session.all("SELECT CAST(version AS TEXT) AS version FROM opend_archive");
    const found = Number(row?.["version"]);
    if (found === schemaVersion) return true;
    const { location } = this;
    const message = `${location} is an archive of version ${found}, and this @opend/archive knows version ${schemaVersion}. Install the version of @opend/archive that made it, or take another database`;
    throw createArchiveError("StoreVersion", message, { location, found, known: schemaVersion });
  }

  /** Says which database failed. */
  async #attempt<T>(part: () => Promise<T>): Promise<T> {
    try {
      return await part();
    } catch (cause) {
      if (isArchiveError(cause) || isOpendError(cause)) throw cause;
      const { location } = this;
      const text = (cause instanceof Error ? cause.message : String(cause)).split("\n")[0] ?? "";
      const message = `the database ${location} failed: ${text}. What was committed before is kept`;
      throw createArchiveError("StoreFailed", message, { location }, { cause });
    }
  }
}

async function addLateColumns(session: SqlSession): Promise<void> {
  const known = await columnNames(session, "opend_subjects");
  for (const name of lateColumns) {
    if (!known.includes(name)) await session.run(`ALTER TABLE opend_subjects ADD COLUMN ${name} TIMESTAMPTZ`);
  }
}

const selectStates = `SELECT dataset, subject, coverage, ${msOf("topped_at")} AS topped_at, ${msOf("done_at")} AS done_at,
  ${msOf("failed_at")} AS failed_at, failure_code, failure, ${msOf("begun_at")} AS begun_at FROM opend_subjects`;

const upsertState = `INSERT INTO opend_subjects AS t
    (dataset, subject, coverage, topped_at, done_at, failed_at, failure_code, failure, begun_at)
  VALUES ($1, $2, $3, CAST($4 AS TIMESTAMPTZ), CAST($5 AS TIMESTAMPTZ), CAST($6 AS TIMESTAMPTZ), $7, $8,
    CAST($9 AS TIMESTAMPTZ))
  ON CONFLICT (dataset, subject) DO UPDATE SET coverage = excluded.coverage, topped_at = excluded.topped_at,
    done_at = excluded.done_at, failed_at = excluded.failed_at, failure_code = excluded.failure_code,
    failure = excluded.failure, begun_at = excluded.begun_at`;

function stateValues({ coverage, toppedAt, doneAt, failure, begunAt }: SubjectState): SqlValue[] {
  const { at, code, message } = failure ?? {};
  return [JSON.stringify(coverage), ...[toppedAt, doneAt, at, code, message, begunAt].map((value) => value ?? null)];
}

/** @throws `StoreFailed` for a database that was edited */
function toState(location: string, row: Readonly<Record<string, SqlValue>>): SubjectState {
  const { coverage: text, topped_at, done_at, failed_at, failure_code, failure, begun_at } = row;
  const at = toIso(failed_at);
  const coverage = readCoverage(text ?? "[]");
  if (coverage === undefined) {
    const subject = JSON.stringify(row["subject"]);
    const message = `the database ${location} failed: what opend_subjects has as the coverage of ${subject} is none. Without that row, all of it is fetched again`;
    throw createArchiveError("StoreFailed", message, { location });
  }
  return {
    coverage,
    begunAt: toIso(begun_at),
    toppedAt: toIso(topped_at),
    doneAt: toIso(done_at),
    failure: at === undefined ? undefined : { at, code: failure_code ?? "", message: failure ?? "" },
  };
}

/** Keeps when it was first seen that rows are delisted. */
async function noteDelisted(session: SqlSession, { name, by }: Dataset, subject: string, at: string): Promise<void> {
  await session.run(
    `UPDATE ${quoteName(name)} SET delisted_at = CAST($2 AS TIMESTAMPTZ)
    WHERE ${by} = $1 AND is_delisted AND delisted_at IS NULL`,
    [subject, at],
  );
  await session.run(
    `UPDATE ${quoteName(name)} SET delisted_at = NULL
    WHERE ${by} = $1 AND delisted_at IS NOT NULL AND is_delisted IS DISTINCT FROM TRUE`,
    [subject],
  );
}
