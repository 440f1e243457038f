import type { DescEnum } from "@bufbuild/protobuf";
import { shortNames } from "../contract/short-names.ts";
import { commentOf, toDocLines } from "./doc-lines.ts";

/** Emits an enum with short names. The docstring of each value has the official name. */
export function enumLines(desc: DescEnum): string[] {
  const names = shortNames(desc);
  const members = desc.values.flatMap((value, index) => [
    ...toDocLines([commentOf(value), `Official name: \`${value.name}\`.`], "  "),
    `  ${memberName(names[index] ?? value.name)} = ${value.number},`,
  ]);
  return [
    ...toDocLines([commentOf(desc)]),
    `export enum ${desc.name} {`,
    ...members,
    "}",
    `/** The names of ${desc.name}. */`,
    `export type ${desc.name}Name = ${names.map((name) => JSON.stringify(name)).join(" | ")};`,
    "",
  ];
}

/** A name that is no identifier, such as `1Min`, is quoted. */
function memberName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
