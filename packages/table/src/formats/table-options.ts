import type { TableColumn } from "../columns/table-column.js";
import type { TableFormat } from "./table-format.js";

/** How the values of a Parquet file are compressed. */
export type TableCompression = "snappy" | "gzip" | "zstd" | "none";

/** What a table is. */
export interface TableOptions {
  /** The columns, in their order. Those that are secrets are left out. */
  readonly columns: readonly TableColumn[];
  /** Default: what the ending of the path tells. */
  readonly format?: TableFormat;
  /**
   * What the file says about itself, such as `{ source: "Qot_RequestHistoryKL" }`. Parquet and Arrow hold it. The other
   * formats have no place for it.
   */
  readonly metadata?: Readonly<Record<string, string>>;
  /**
   * CSV: puts `'` in front of texts that a spreadsheet would run as a formula, such as `=1+1`. This changes the texts.
   * Numbers stay as they are. Default: false.
   */
  readonly escapeFormulas?: boolean;
  /** Parquet: `snappy`, `gzip`, `none`, or `zstd` where the runtime has it, as Node 22.15 does. Default: `snappy`. */
  readonly compression?: TableCompression;
  /**
   * Parquet and Arrow: how many rows are gathered in memory and written together. Default: 100,000, and with more than
   * 20 columns as many rows as have two million values.
   */
  readonly rowGroupSize?: number;
  /** Whether only the user who runs this program can read the file (mode 600). Default: what the system gives new files. */
  readonly isPrivate?: boolean;
}
