import type { Coverage } from "../coverage/coverage.js";
import type { Dataset, DatasetRow, OtherRows } from "../datasets/dataset.js";
import type { Lease, WorkQueue } from "../queue/work-queue.js";

/** Why a security, market or account could not be fetched. */
export interface Failure {
  /** The code of the error, such as `GatewayError`. */
  readonly code: string;
  readonly message: string;
  /** When, in ISO 8601. */
  readonly at: string;
}

/** How far a security, market or account of a dataset is. */
export interface SubjectState {
  readonly coverage: Coverage;
  /** When the last run that has fetched anything of it kept its first page, in ISO 8601. */
  readonly begunAt?: string | undefined;
  /** When the walk that began with the newest day was begun, in ISO 8601. */
  readonly toppedAt?: string | undefined;
  /** When all of it was there, in ISO 8601. */
  readonly doneAt?: string | undefined;
  /** Why it could not be fetched the last time. */
  readonly failure?: Failure | undefined;
}

/** A row of a table: its values by the names of the columns. Integers are of 64 bits. Days and moments are texts. */
export type StoredRow = Readonly<Record<string, string | number | bigint | boolean | null>>;

/** Which rows to read. All conditions must hold. */
export interface RowChoice {
  /** Only these securities, markets or accounts. */
  readonly subjects?: readonly string[] | undefined;
  /** Only those of a market: what codes begin with. */
  readonly market?: string | undefined;
  /** The first and the last day. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** The rows of a market in a year. */
export interface Partition {
  readonly market: string;
  readonly year: string;
}

/** Rows of a dataset as they were at one moment. Dispose of it when it was read. */
export interface DatasetSnapshot extends AsyncDisposable {
  /** The rows, in the order of the key. Values have the names of the columns. */
  rows(choice?: RowChoice): AsyncIterable<readonly StoredRow[]>;
  /** The years and markets that there are rows of. Years are empty for rows without a day. */
  partitions(): Promise<readonly Partition[]>;
}

/** A subject that a run is through with. */
export interface Finished {
  readonly subject: string;
  readonly hasFailed: boolean;
}

/** One pass over the subjects of a dataset, which may take several processes after each other. */
export interface Run {
  readonly id: string;
  /** In ISO 8601. */
  readonly beganAt: string;
}

/** What a run is asked for. */
export interface Asked {
  readonly subjects: readonly string[];
  /** Those that the run was through with, and of which more is wanted now. */
  readonly anew: readonly string[];
}

/** How far the subjects of a dataset are. Each is in one of the five states. */
export interface SubjectCounts {
  readonly dataset: string;
  /** Securities, markets or accounts that were ever asked for. */
  readonly codes: number;
  /** The complete ones, as of when they were asked for the last time. */
  readonly done: number;
  /** Those that could not be fetched the last time. */
  readonly failed: number;
  /** Those of which some pages are there since they were asked for. */
  readonly begun: number;
  /** Those that were asked for, and of which nothing was fetched since. */
  readonly waiting: number;
  /**
   * Those that nobody wants any more, and that cannot be had: securities that the table `securities` has as delisted, and
   * that were not asked for when others of their market were asked for the last time.
   */
  readonly dropped: number;
}

/** What a database has of a dataset. */
export interface DatasetStatus extends SubjectCounts {
  readonly rows: number;
  /** The first and last day. */
  readonly since: string | undefined;
  readonly until: string | undefined;
  /** Those with days missing between others. */
  readonly gaps: number;
  /** The last run: when it began, and when it ended if it did, in ISO 8601. */
  readonly beganAt: string | undefined;
  readonly endedAt: string | undefined;
  /** Up to ten of the failures, newest first. */
  readonly failures: readonly (Failure & { readonly subject: string })[];
}

/** Rows to keep, and the place that a walk has reached with them. */
export interface Commit {
  readonly subject: string;
  readonly rows: readonly DatasetRow[];
  readonly state: SubjectState;
  /** These are all rows of the subject: what becomes of others. */
  readonly others?: OtherRows | undefined;
  /** What the worker has the job by. It is renewed in the same transaction. */
  readonly lease?: Lease | undefined;
  /** When rows change, the old ones are kept in the table of history, as replaced at this moment. */
  readonly historyAt?: string | undefined;
  /** Is told what the list of a market leaves out because the database cannot hold it: a line for people. */
  readonly onLeftOut?: ((line: string) => void) | undefined;
}

/**
 * A database that keeps datasets. Everything that a call writes is written in one transaction, or not at all.
 *
 * @throws `StoreFailed` from every method
 */
export interface Store extends AsyncDisposable {
  /** Where it is, without a password. */
  readonly location: string;
  /** Whether its data is simulated. Undefined while there is none. */
  isSimulated(): Promise<boolean | undefined>;
  /** Says where the data comes from, before any is kept. @throws `MixedSources` */
  claimSource(isSimulated: boolean): Promise<void>;
  /** Makes the table of a dataset, or adds columns that it lacks, and the view that joins names. */
  prepare(dataset: Dataset, options?: { readonly keepsHistory?: boolean | undefined }): Promise<void>;
  /** Goes on with the last run of a dataset if it has not ended and is younger than that, or begins one. */
  beginRun(dataset: Dataset, now: Date, maxAgeMs: number): Promise<Run>;
  endRun(run: Run, now: Date): Promise<void>;
  /** Notes what a run is asked for, before it begins with it. */
  noteAsked(dataset: Dataset, run: Run, asked: Asked): Promise<void>;
  /** How far each subject is. */
  statesOf(dataset: Dataset): Promise<ReadonlyMap<string, SubjectState>>;
  /** How far one subject is. */
  stateOf(dataset: Dataset, subject: string): Promise<SubjectState>;
  /** The subjects that were done, or refused, since a moment in ISO 8601. */
  finishedSince(dataset: Dataset, since: string): Promise<readonly Finished[]>;
  /**
   * Keeps the rows of a page, and the place that is reached with them.
   *
   * @returns how many rows are new or changed
   * @throws `RowDoesNotFit`, `LeaseLost`
   */
  commit(dataset: Dataset, commit: Commit): Promise<number>;
  /**
   * Opens rows of a dataset as they are now. What is committed meanwhile is not in them.
   *
   * @param choice which rows are wanted. Default: all
   * @throws `NotSynced`
   */
  snapshot(dataset: Dataset, choice?: RowChoice): Promise<DatasetSnapshot>;
  /**
   * The codes of the securities of a market that a dataset wants: those that are not delisted, and those that were delisted
   * since its last run, of which the last days are still missing.
   */
  codesOf(market: string, dataset: Dataset): Promise<readonly string[]>;
  /** Opens the queue that keeps the work. @throws `QueueUnavailable` */
  openQueue(): Promise<WorkQueue>;
  /** How many subjects of each dataset are how far. It takes less than `status`, since it reads no rows. */
  subjects(): Promise<readonly SubjectCounts[]>;
  /** What there is, by dataset. */
  status(): Promise<readonly DatasetStatus[]>;
  close(): Promise<void>;
}
