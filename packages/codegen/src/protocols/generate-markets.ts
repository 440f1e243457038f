import type { Schema } from "@bufbuild/protoplugin";
import { hasZones, readMarket } from "../contract/read-market.ts";

/** Emits `contract/markets.ts`: what the codes of markets begin with, and their time zones. */
export function generateMarkets(schema: Schema): void {
  const enums = schema.files.flatMap((file) => file.enums).filter(hasZones);
  const f = schema.generateFile("contract/markets.ts");
  const prefixed = enums
    .flatMap(({ values }) => values)
    .flatMap((value) => {
      const prefix = readMarket(value)?.prefix;
      return prefix ? [`${prefix}: ${value.number}`] : [];
    });
  f.print("/** What security codes begin with, and the Qot_Common.QotMarket values that these stand for. */");
  f.print(`export const markets = { ${prefixed.join(", ")} } as const;`);
  for (const { name, typeName, values } of enums) {
    const entries = values.flatMap((value) => {
      const zone = readMarket(value)?.zone;
      return zone ? [`${value.number}: ${JSON.stringify(zone)}`] : [];
    });
    f.print(`/** The time zones of ${typeName} values. A market without one is left out. */`);
    f.print(`export const zonesOf${name}: Readonly<Record<number, string>> = { ${entries.join(", ")} };`);
  }
}
