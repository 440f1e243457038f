/** Keeps `raw` out of `JSON.stringify`, spreads and loops over keys. */
export function hideRaw<Row extends { readonly raw: object }>(row: Row): Row {
  return Object.defineProperty(row, "raw", { enumerable: false });
}
