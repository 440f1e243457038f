import type { Column } from "@opend/core/columns";

/** A column that the contract does not have in this form. */
type OwnColumn = Pick<Column, "type" | "description"> & Partial<Column>;

/**
 * Returns the columns of rows whose fields have other names than in the contract. A field says which column of the contract
 * it comes from, or what it is.
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

/** Returns the columns of a message of the contract that a field of a row keeps whole. */
export function partColumns(contract: readonly Column[], name: string, part: string): readonly Column[] {
  return contract.flatMap((column) => {
    if (!column.name.startsWith(`${part}.`)) return [];
    const below = column.name.slice(part.length + 1);
    return [{ ...column, name: `${name}.${below}`, from: "row" as const, path: [name, ...below.split(".")] }];
  });
}

/** The security of a row. */
export const codeColumn: OwnColumn = { type: "text", description: "The security, such as HK.00700." };

/** The trading day of a row. */
export const dayColumn: OwnColumn = { type: "day", description: "The trading day, on the clocks of the market." };

/** What the code of a row begins with. */
export const marketColumn: OwnColumn = { type: "text", description: "The market: what the code begins with." };
