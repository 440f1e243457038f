export type { TableColumn } from "./columns/table-column.js";
export { isTableError, type TableErrorCode, type TableErrorDetails, type TableErrorOf } from "./errors/table-error.js";
export { formatOfFile, type TableFormat, tableFormats } from "./formats/table-format.js";
export type { TableCompression, TableOptions } from "./formats/table-options.js";
export type { TableTarget } from "./targets/table-target.js";
export { openTable } from "./writer/open-table.js";
export type { TableSummary, TableWriter } from "./writer/table-writer.js";
export { writeTable } from "./writer/write-table.js";
