import type { Schema } from "@bufbuild/protoplugin";
import { hasZones, readMarket } from "../contract/read-market.ts";

/** Emits `contract/zones.ts`: the time zones of markets, and `contract/markets.ts`: what codes begin with. */
export function generateZones(schema: Schema): void {
  const enums = schema.files.flatMap((file) => file.enums).filter(hasZones);
  const zones = schema.generateFile("contract/zones.ts");
  for (const { name, typeName, values } of enums) {
    const entries = values.flatMap((value) => {
      const zone = readMarket(value)?.zone;
      return zone ? [`${value.number}: ${JSON.stringify(zone)}`] : [];
    });
    zones.print(`/** The time zones of ${typeName} values. A market without one is left out. */`);
    zones.print(`export const zonesOf${name}: Readonly<Record<number, string>> = { ${entries.join(", ")} };`);
  }
  const markets = schema.generateFile("contract/markets.ts");
  const prefixed = enums
    .flatMap(({ values }) => values)
    .flatMap((value) => {
      const prefix = readMarket(value)?.prefix;
      return prefix ? [`${prefix}: ${value.number}`] : [];
    });
  markets.print("/** What security codes begin with, and the Qot_Common.QotMarket values that these stand for. */");
  markets.print(`export const markets = { ${prefixed.join(", ")} } as const;`);
}
