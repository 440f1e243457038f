import type { SqlSession } from "../sql/database.js";

/** One security, market or account of a dataset that is to be brought up to date. */
export interface Job {
  /** The name of the dataset. */
  readonly dataset: string;
  /** The security, market or account. */
  readonly subject: string;
  /** When the run began, in ISO 8601. What was fetched since then is new. */
  readonly runBeganAt: string;
  /** The first day that is wanted. */
  readonly since?: string | undefined;
  /** Whether rows that change are kept in the table of history. */
  readonly keepsHistory?: boolean | undefined;
}

/** The jobs of one dataset in one market. A gateway without the right to the market takes none of them. */
export interface Lane {
  readonly dataset: string;
  readonly market: string;
}

/** A job that one worker has, and nobody else, as long as it shows that it lives. */
export interface Lease {
  readonly job: Job;
  readonly lane: Lane;
  /** How many times the job was tried before without getting any further. */
  readonly retries: number;
  /**
   * Renews the lease within a transaction, so that nothing is written by a worker whose job went to another.
   *
   * @throws `LeaseLost`
   */
  hold(session: SqlSession): Promise<void>;
  /** The job is done. */
  done(): Promise<void>;
  /** Gives the job back, as one that was never tried. */
  giveBack(): Promise<void>;
  /** Gives the job back for another try, later each time. */
  retryLater(): Promise<void>;
}

/** Jobs that wait, the most urgent first. A subject of a dataset is in it once at most. */
export interface WorkQueue {
  /** Whether other processes work at it too. */
  readonly isShared: boolean;
  /** Adds jobs, the most urgent first. Those that are in it already stay as they are. */
  add(jobs: readonly Job[]): Promise<void>;
  /** Takes the most urgent job of the lanes that are wanted. Undefined if there is none now. */
  take(isWanted: (lane: Lane) => boolean): Promise<Lease | undefined>;
  /** Takes the jobs of a dataset of which the workers ended again and again. */
  takeDead(dataset: string): Promise<readonly Job[]>;
  close(): Promise<void>;
}

/** Returns the lane of a job. `HK.00700` is of the market HK. Accounts, which are numbers, share one lane. */
export function laneOf({ dataset, subject }: Job): Lane {
  return { dataset, market: /^([A-Za-z_]+)(?:\.|$)/.exec(subject)?.[1] ?? "account" };
}
