import type { DescEnum } from "@bufbuild/protobuf";
import { docLines } from "./interface-lines.ts";

/**
 * Emits an enum as a constant and a type of the same name, and a type for each value. This offers the same as a
 * TypeScript enum, without its code.
 */
export function enumLines(desc: DescEnum): string[] {
  return [
    ...docLines(desc),
    `export const ${desc.name} = {`,
    ...desc.values.flatMap((value) => [...docLines(value, "  "), `  ${value.name}: ${value.number},`]),
    "} as const;",
    `export type ${desc.name} = (typeof ${desc.name})[keyof typeof ${desc.name}];`,
    `export namespace ${desc.name} {`,
    ...desc.values.map(({ name }) => `  export type ${name} = typeof ${desc.name}.${name};`),
    "}",
    "",
  ];
}
