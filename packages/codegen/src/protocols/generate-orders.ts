import type { Schema } from "@bufbuild/protoplugin";
import type { Contract } from "../contract/contract.ts";

/** Emits `contract/orders.ts`: how far orders have come, and what orders of each type are like. */
export function generateOrders(schema: Schema, { orderStatuses, orderTypes }: Contract): void {
  if (orderStatuses.length + orderTypes.length === 0) return;
  const f = schema.generateFile("contract/orders.ts");
  for (const { desc, stages } of orderStatuses) {
    f.print(`/** How far orders with the statuses of ${desc.typeName} have come: see \`opend.Stage\`. */`);
    f.print(
      `export const stagesOf${desc.name}: Readonly<Record<number, "open" | "disabled" | "final" | "unknown">> = {`,
    );
    for (const [number, stage] of stages) f.print(`  ${number < 0 ? `[${number}]` : number}: "${stage}",`);
    f.print("};");
  }
  for (const { desc, forms } of orderTypes) {
    f.print(`/** What orders of the types of ${desc.typeName} are like: see \`opend.OrderForm\`. */`);
    f.print(`export const formsOf${desc.name} = {`);
    for (const [name, { needs, only, paper, dayOnlyIn }] of forms) {
      const lists = Object.entries({ needs, only, dayOnlyIn }).map(
        ([list, names]) => `${list}: ${JSON.stringify(names)}`,
      );
      f.print(`  ${name}: { ${lists.join(", ")}, paper: ${paper} },`);
    }
    f.print("} as const;");
  }
}
