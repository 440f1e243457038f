import type { Coverage } from "../coverage/coverage.js";
import type { Dataset, DatasetRow } from "../datasets/dataset.js";

/** Why a security could not be fetched. */
export interface Failure {
  /** The code of the error, such as `GatewayError`. */
  readonly code: string;
  readonly message: string;
  /** When, in ISO 8601. */
  readonly at: string;
}

/** How far a security of a dataset is. */
export interface CodeState {
  readonly coverage: Coverage;
  /** When the walk that began with the newest day was begun, in ISO 8601. */
  readonly toppedAt?: string | undefined;
  /** When all of it was there, in ISO 8601. */
  readonly doneAt?: string | undefined;
  /** Why it could not be fetched the last time. */
  readonly failure?: Failure | undefined;
}

/** One pass over securities, which may take several processes after each other. */
export interface Run {
  readonly id: string;
  /** In ISO 8601. */
  readonly beganAt: string;
}

/** What a database has of a dataset. */
export interface DatasetStatus {
  readonly dataset: string;
  /** Securities that were asked for. */
  readonly codes: number;
  /** Those of which all is there. */
  readonly done: number;
  /** Those that the gateway refused the last time. */
  readonly failed: number;
  readonly rows: number;
  /** The first and last day. */
  readonly since: string | undefined;
  readonly until: string | undefined;
  /** Securities with days missing between others. */
  readonly gaps: number;
  /** The last run: when it began, and when it ended if it did, in ISO 8601. */
  readonly beganAt: string | undefined;
  readonly endedAt: string | undefined;
  /** Up to ten of the failures, newest first. */
  readonly failures: readonly (Failure & { readonly security: string })[];
}

/** Rows to keep, and the place that a walk has reached with them. */
export interface Commit {
  readonly code: string;
  readonly rows: readonly DatasetRow[];
  readonly state: CodeState;
  /** Whether these are all rows of the security, so that others are removed. */
  readonly replacesAll?: boolean | undefined;
}

/**
 * A database that keeps datasets. Everything that a call writes is written in one transaction, or not at all.
 *
 * @throws `StoreFailed` from every method
 */
export interface Store extends AsyncDisposable {
  /** Where it is, without a password. */
  readonly location: string;
  /** Makes the table of a dataset, or adds columns that it lacks. */
  prepare(dataset: Dataset): Promise<void>;
  /** Goes on with the last run of a dataset if it has not ended and is younger than that, or begins one. */
  beginRun(dataset: Dataset, now: Date, maxAgeMs: number): Promise<Run>;
  endRun(run: Run, now: Date): Promise<void>;
  /** How far each security is. */
  statesOf(dataset: Dataset): Promise<ReadonlyMap<string, CodeState>>;
  /**
   * Keeps the rows of a page, and the place that is reached with them.
   *
   * @returns how many rows are new or changed
   * @throws `ValueDoesNotFit`
   */
  commit(dataset: Dataset, commit: Commit): Promise<number>;
  /** What there is, by dataset. */
  status(): Promise<readonly DatasetStatus[]>;
  close(): Promise<void>;
}
