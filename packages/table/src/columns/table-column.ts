import type { Column } from "@opend/core/schema";

/**
 * A column of a table. Those of `columnsOf` are such columns, and a few lines make one for rows of your own:
 * `{ name: "price", type: "double", path: ["price"] }`.
 */
export interface TableColumn
  extends Pick<Column, "name" | "type" | "path">,
    Partial<Pick<Column, "unit" | "description" | "names" | "isList" | "isSecret">> {}
