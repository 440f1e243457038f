import type { OpendError, PagingClient } from "@opend/futu";
import type { TableColumn } from "@opend/table";
import type { Picture } from "../chart/picture.js";
import type { Start } from "../codes/read-codes.js";

/** A page of a walk. */
export interface WalkPage<Row> {
  /** The security. */
  readonly code: string;
  readonly rows: readonly Row[];
  readonly cursor: string | undefined;
}

/** Walks that have been opened, over one client. A `FanOut` of `@opend/pager` is one. */
export interface OpenWalk<Row> {
  pages(): AsyncIterable<WalkPage<Row>>;
  /** The walks that were skipped because the gateway refused them. */
  readonly skipped: readonly { readonly code: string; readonly error: OpendError }[];
}

/** How each walk behaves. The most rows of each are in its start. */
export interface WalkSettings {
  readonly onFailure: "throw" | "skip";
  readonly signal: AbortSignal;
}

/** What a command fetches. `Row` is its rows. */
export interface WalkKind<Row extends object = object> {
  readonly columns: readonly TableColumn[];
  /** The columns that a terminal shows when there is no room for all, most important first. Default: in their order. */
  readonly important?: readonly string[];
  /** Whether rows may be about an account, so that files of them are for this user only. Default: false. */
  readonly isPrivate?: boolean;
  /** The frequency limit that the walk runs into. */
  readonly rateLimit?: { readonly requests: number; readonly perSeconds: number } | undefined;
  /** Checks everything and opens the walks. Sends nothing. */
  open(client: PagingClient, starts: readonly Start[], settings: WalkSettings): OpenWalk<Row>;
  /** Draws rows. Absent for rows that make no picture. */
  draw?(rows: readonly Row[], isSimulated: boolean): Picture;
}
