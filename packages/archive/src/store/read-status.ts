import { securities } from "../datasets/securities.js";
import type { ReadSession, SqlValue } from "../sql/database.js";
import { msOf, quoteName, toIso } from "../sql/names.js";
import { lateColumns } from "../sql/schema.js";
import { columnNames } from "../sql/tables.js";
import type { DatasetStatus, Failure, SubjectCounts } from "./store.js";

type Row = Readonly<Record<string, SqlValue>>;
type Counts = Record<keyof Omit<SubjectCounts, "dataset">, number>;

const mostFailures = 10;

/** Counts the subjects of every dataset, by how far they are. Reads no rows of datasets. */
export async function readSubjectCounts(session: ReadSession): Promise<readonly SubjectCounts[]> {
  const { counts } = await readSubjects(session);
  return [...counts].map(([dataset, { gaps: _, ...its }]) => ({ dataset, ...its }));
}

/** Reads what there is, by dataset. */
export async function readStatus(session: ReadSession): Promise<readonly DatasetStatus[]> {
  const runs = await session.all(
    `SELECT dataset, ${msOf("began_at")} AS began_at, ${msOf("ended_at")} AS ended_at
    FROM opend_runs ORDER BY opend_runs.began_at DESC`,
  );
  const { subjects, counts } = await readSubjects(session);
  const failed = await session.all(
    `SELECT dataset, subject, ${msOf("failed_at")} AS failed_at, failure_code, failure
    FROM (SELECT *, row_number() OVER (PARTITION BY dataset ORDER BY failed_at DESC, subject) AS place
      FROM (${subjects}) AS s WHERE state = 'failed') AS f
    WHERE place <= ${mostFailures} ORDER BY dataset, place`,
  );
  const names = [...new Set([...runs.map((row) => row["dataset"] ?? ""), ...counts.keys()])].toSorted();
  const all: DatasetStatus[] = [];
  for (const dataset of names) {
    const run = runs.find((row) => row["dataset"] === dataset);
    const hasDay = (await columnNames(session, dataset)).includes("day");
    const days = hasDay
      ? "CAST(min(day) AS TEXT) AS since, CAST(max(day) AS TEXT) AS until"
      : "NULL AS since, NULL AS until";
    const [counted] = await session.all(`SELECT CAST(count(*) AS TEXT) AS rows, ${days} FROM ${quoteName(dataset)}`);
    all.push({
      dataset,
      ...(counts.get(dataset) ?? none()),
      rows: Number(counted?.["rows"] ?? 0),
      since: counted?.["since"] ?? undefined,
      until: counted?.["until"] ?? undefined,
      beganAt: toIso(run?.["began_at"]),
      endedAt: toIso(run?.["ended_at"]),
      failures: failed.filter((row) => row["dataset"] === dataset).map(toFailure),
    });
  }
  return all;
}

async function readSubjects(session: ReadSession) {
  const subjects = await selectSubjects(session);
  const found = await session.all(
    `SELECT dataset, state, CAST(count(*) AS TEXT) AS codes,
      CAST(sum(CASE WHEN json_array_length(CAST(coverage AS JSON)) > 1 THEN 1 ELSE 0 END) AS TEXT) AS gaps
    FROM (${subjects}) AS s GROUP BY dataset, state ORDER BY dataset`,
  );
  const counts = new Map<string, Counts & { gaps: number }>();
  for (const { dataset, state, codes, gaps } of found) {
    const its = counts.get(dataset ?? "") ?? none();
    counts.set(dataset ?? "", its);
    its.codes += Number(codes);
    its.gaps += Number(gaps);
    its[state as Exclude<keyof Counts, "codes">] = Number(codes);
  }
  return { subjects, counts };
}

/** The query for all subjects, and the state of each. */
async function selectSubjects(session: ReadSession): Promise<string> {
  const known = await columnNames(session, "opend_subjects");
  // An archive of an older release that is only read does not get them.
  const late = lateColumns
    .filter((name) => !known.includes(name))
    .map((name) => `CAST(NULL AS TIMESTAMPTZ) AS ${name}`);
  const isDelisted = (await columnNames(session, securities.name)).includes("is_delisted")
    ? `EXISTS (SELECT 1 FROM ${quoteName(securities.name)} AS l WHERE l.code = a.subject AND l.is_delisted)`
    : "FALSE";
  return `SELECT dataset, subject, coverage, failed_at, failure_code, failure,
      CASE
        WHEN failed_at IS NULL AND done_at IS NOT NULL AND (asked_at IS NULL OR done_at >= asked_at) THEN 'done'
        WHEN asked_at < last_asked_at AND ${isDelisted} THEN 'dropped'
        WHEN failed_at IS NOT NULL THEN 'failed'
        WHEN asked_at IS NULL OR begun_at >= asked_at THEN 'begun'
        ELSE 'waiting'
      END AS state
    FROM (SELECT *, max(asked_at) OVER (PARTITION BY dataset, split_part(subject, '.', 1)) AS last_asked_at
      FROM (SELECT ${["*", ...late].join(", ")} FROM opend_subjects) AS t) AS a`;
}

function none() {
  return { codes: 0, done: 0, failed: 0, begun: 0, waiting: 0, dropped: 0, gaps: 0 };
}

function toFailure({ subject, failed_at, failure_code, failure }: Row): Failure & { readonly subject: string } {
  return { subject: subject ?? "", at: toIso(failed_at) ?? "", code: failure_code ?? "", message: failure ?? "" };
}
