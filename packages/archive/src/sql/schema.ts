/** The version of the tables that follow. */
export const schemaVersion = 1;

/** Moments in `opend_subjects` that archives of the same version may lack, and get when they are opened. */
export const lateColumns: readonly string[] = ["asked_at", "begun_at"];

/** The tables of an archive, besides those of its datasets. */
export const schema: readonly string[] = [
  // `source` is `simulated` or `gateway` once there is any data.
  `CREATE TABLE opend_archive (version INTEGER NOT NULL, source TEXT)`,
  `INSERT INTO opend_archive VALUES (${schemaVersion}, NULL)`,
  `CREATE TABLE opend_subjects (
    dataset TEXT NOT NULL,
    subject TEXT NOT NULL,
    coverage TEXT NOT NULL,
    topped_at TIMESTAMPTZ,
    done_at TIMESTAMPTZ,
    failed_at TIMESTAMPTZ,
    failure_code TEXT,
    failure TEXT,
    asked_at TIMESTAMPTZ,
    begun_at TIMESTAMPTZ,
    PRIMARY KEY (dataset, subject)
  )`,
  `CREATE TABLE opend_runs (
    id TEXT PRIMARY KEY,
    dataset TEXT NOT NULL,
    began_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
  )`,
];
