import { keepOmitted, type RowFields } from "./keep-omitted.js";

/**
 * Keeps `raw` out of `JSON.stringify`, spreads and loops over keys. What `raw` leaves out is noted in the row too.
 *
 * @param fields the fields of the contract that those of the row come from
 */
export function hideRaw<Row extends { readonly raw: object }>(row: Row, fields: RowFields = {}): Row {
  return keepOmitted(Object.defineProperty(row, "raw", { enumerable: false }), row.raw, fields);
}
