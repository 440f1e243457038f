import type { Column } from "./column.js";

/** A column that the contract does not have in this form. Without a path, it is the field of its name. */
export type OwnColumn = Pick<Column, "type" | "description"> & Partial<Column>;

/**
 * Returns the columns of rows whose fields have other names than in the contract. A field says which column of the contract
 * it comes from, or what it is: `{ volume: "sharesTraded", code: { type: "text", description: "The security." } }`.
 *
 * @throws `Error` for a column that the contract does not have
 */
export function rowColumns(
  contract: readonly Column[],
  fields: Readonly<Record<string, string | OwnColumn>>,
): readonly Column[] {
  const known = new Map(contract.map((column) => [column.name, column]));
  return Object.entries(fields).map(([name, field]) => {
    const column = typeof field === "string" ? known.get(field) : field;
    if (column === undefined) throw new Error(`the contract has no column ${String(field)}`);
    return { ...column, name, from: "row", path: name.split(".") };
  });
}
