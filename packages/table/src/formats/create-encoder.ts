import type { TableColumn } from "../columns/table-column.js";
import { createJsonEncoder } from "./create-json-encoder.js";
import { createNdjsonEncoder } from "./create-ndjson-encoder.js";
import type { CreateEncoder, TableEncoder } from "./table-encoder.js";
import type { TableFormat } from "./table-format.js";
import type { TableOptions } from "./table-options.js";

/** Creates the encoder of a format. Those that need a library are loaded when they are asked for. */
export async function createEncoder(
  format: TableFormat,
  columns: readonly TableColumn[],
  options: TableOptions,
  put: (bytes: Uint8Array) => void,
): Promise<TableEncoder> {
  const create = await load(format);
  return create(columns, options, put);
}

async function load(format: TableFormat): Promise<CreateEncoder> {
  switch (format) {
    case "csv":
      return (await import("./create-csv-encoder.js")).createCsvEncoder;
    case "json":
      return createJsonEncoder;
    case "ndjson":
      return createNdjsonEncoder;
    case "parquet":
      return (await import("./parquet/create-parquet-encoder.js")).createParquetEncoder;
    case "arrow":
      return (await import("./arrow/create-arrow-encoder.js")).createArrowEncoder;
  }
}
