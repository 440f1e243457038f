import type { DescEnum, DescFile } from "@bufbuild/protobuf";
import { shortNames } from "./short-names.ts";

/** The official names of enums' values, and how programs name them: `OrderType.Normal` for `OrderType_Normal`. */
export type OfficialNames = ReadonlyMap<string, string>;

/** Reads the names of the values of all enums. */
export function readOfficialNames(files: readonly DescFile[]): OfficialNames {
  return new Map(files.flatMap((file) => file.enums).flatMap(namesOf));
}

/** Names the values of enums in a comment as programs do. */
export function withShortNames(comment: string, names: OfficialNames): string {
  return comment.replaceAll(/\b[A-Z]\w*_\w+/g, (word) => names.get(word) ?? word);
}

function namesOf(desc: DescEnum): [string, string][] {
  return shortNames(desc).flatMap((name, index) => {
    const official = desc.values[index]?.name;
    return official === undefined || official === name ? [] : [[official, `${desc.name}.${name}`]];
  });
}
