import type { TableColumn } from "../columns/table-column.js";
import type { TableOptions } from "./table-options.js";

/** Turns rows into the bytes of one format. */
export interface TableEncoder {
  /**
   * Takes rows. Their bytes may come later.
   *
   * @param firstNumber the number of the first of these rows in the table, counted from 1
   * @throws `ValueDoesNotFit`
   */
  add(rows: readonly unknown[], firstNumber: number): void;
  /** Gives the remaining bytes. */
  finish(): void;
}

/**
 * Creates the encoder of a format.
 *
 * @param put takes the next bytes, which never change afterwards
 */
export type CreateEncoder = (
  columns: readonly TableColumn[],
  options: TableOptions,
  put: (bytes: Uint8Array) => void,
) => TableEncoder | Promise<TableEncoder>;
