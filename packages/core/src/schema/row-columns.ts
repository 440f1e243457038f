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
  const entries = Object.entries(fields);
  const named = new Map(entries.map(([name, field]) => [`see ${String(field)}`, `see ${name}`]));
  return entries.map(([name, field]) => {
    const column = typeof field === "string" ? known.get(field) : field;
    if (column === undefined) throw new Error(`the contract has no column ${String(field)}`);
    // An amount of money may be in the currency of another column.
    const unit = named.get(column.unit ?? "") ?? column.unit;
    return { ...column, ...(unit !== undefined && { unit }), name, from: "row", path: name.split(".") };
  });
}
