import type { Schema } from "@bufbuild/protoplugin";
import type { Contract } from "../contract/contract.ts";
import type { Bounds, Reach } from "../gen/opend/options_pb.js";

/** Emits `contract/bounds.ts`: what requests may hold, beyond the types of their fields. */
export function generateBounds(schema: Schema, { bounds: { fields, values } }: Contract): void {
  if (fields.size + values.size === 0) return;
  const f = schema.generateFile("contract/bounds.ts");
  f.print("/** What requests may hold in their fields, by protocol: see `opend.Bounds`. */");
  f.print("export const fieldBounds = {");
  for (const [protocol, each] of fields) {
    f.print(`  ${protocol}: {`);
    for (const [name, bounds] of each) f.print(`    ${name}: { ${boundsMembers(bounds).join(", ")} },`);
    f.print("  },");
  }
  f.print("} as const;");
  f.print(
    "/** Where requests may hold values of enums, by enum: see `opend.Reach`. A value without an entry exists everywhere. */",
  );
  f.print("export const valueReach = {");
  for (const [name, each] of values) {
    f.print(`  ${name}: {`);
    for (const [value, reach] of each) f.print(`    ${value}: ${reachText(reach)},`);
    f.print("  },");
  }
  f.print("} as const;");
}

function boundsMembers(given: Bounds): string[] {
  const { reach, above, below, maxBytes, maxItems } = given;
  const numbers = Object.entries({ above, below, maxBytes, maxItems });
  return [
    ...(reach ? [`reach: ${reachText(reach)}`] : []),
    ...numbers.filter(([name]) => Object.hasOwn(given, name)).map(([name, value]) => `${name}: ${value}`),
  ];
}

function reachText({ only, notIn, firms }: Reach): string {
  const lists = Object.entries({ only, notIn, firms }).filter(([, names]) => names.length > 0);
  return `{ ${lists.map(([name, names]) => `${name}: ${JSON.stringify(names)}`).join(", ")} }`;
}
