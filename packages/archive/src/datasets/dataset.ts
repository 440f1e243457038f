import type { Client } from "@opend/core";
import type { Column } from "@opend/core/columns";

/** A row of a dataset. Which fields it has, its columns say. Walks over days need the day of each row. */
export type DatasetRow = Readonly<Record<string, unknown>> & { readonly day: string };

/** A page of rows. */
export interface DatasetPage {
  readonly rows: readonly DatasetRow[];
  /** Where the next page begins. Undefined after the last page. */
  readonly cursor: string | undefined;
  /** Walks over days: the last day that is there with all its rows. Default: the day before the newest row's. */
  readonly covers?: string | undefined;
  /** What somebody should know about it, in a sentence, such as why there are no rows. */
  readonly note?: string | undefined;
}

/** A walk that comes newest day first, with one row a day, and goes on from a cursor. */
export interface NewestFirst {
  readonly comes: "newest-first";
  open(client: Client, subject: string, from: string | undefined, signal: AbortSignal): AsyncIterable<DatasetPage>;
}

/** A walk over days, oldest first. */
export interface ByDays {
  readonly comes: "by-days";
  /** The first day to ask for when nothing else is said. */
  readonly oldestDay: string;
  /** Returns the day that it is for a subject, which is the last one to ask for. Default: the day in UTC. */
  today?(client: Client, subject: string, now: Date, signal: AbortSignal): Promise<string>;
  open(
    client: Client,
    subject: string,
    days: { readonly since: string; readonly until: string },
    signal: AbortSignal,
  ): AsyncIterable<DatasetPage>;
}

/** What becomes of rows that a whole list no longer has: they are removed, or kept, or kept and marked as delisted. */
export type OtherRows = "removed" | "kept" | "delisted";

/** A list that comes whole. */
export interface Whole {
  readonly comes: "whole";
  /** What becomes of rows that are no longer in it. */
  readonly others: OtherRows;
  open(client: Client, subject: string, signal: AbortSignal): AsyncIterable<DatasetPage>;
}

/** What an archive keeps: a value that says how to ask for it and what its rows are. */
export interface Dataset {
  /** Its name, which is that of its table: `short_volume`. */
  readonly name: string;
  /** What it is, in a sentence. */
  readonly description: string;
  /** Columns of its rows that files do not have: those of a walk lack them too. */
  readonly tableColumns?: readonly Column[] | undefined;
  /** Columns of its table that the archive fills by itself. */
  readonly ownColumns?: readonly Column[] | undefined;
  /** What it is asked for by, which is the name of that column too: a security, a market or an account. */
  readonly by: "code" | "market" | "account";
  /**
   * The columns of its rows, and of files. Those of its table are the same in snake case: `shortRatio` is `short_ratio`. Each
   * moment has its offset beside it, such as `time_offset`.
   */
  readonly columns: readonly Column[];
  /** The columns that tell rows apart, such as `code` and `day`. */
  readonly key: readonly string[];
  /** How often a gateway takes the request. It tells how long a run takes at least. */
  readonly rateLimit?: { readonly requests: number; readonly perSeconds: number } | undefined;
  /** How many of the newest days are asked for again, since the gateway may restate them. */
  readonly restatedDays: number;
  readonly walk: NewestFirst | ByDays | Whole;
}
