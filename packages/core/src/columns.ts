// `columnsOf` by itself. The entry `schema` has it too, and loads the texts of all protocols.
export type { Column } from "./schema/column.js";
export { columnsOf, rowsOf } from "./schema/columns-of.js";
export { type OwnColumn, rowColumns } from "./schema/row-columns.js";
