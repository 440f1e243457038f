import type { Column, OwnColumn } from "@opend/core/columns";

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
