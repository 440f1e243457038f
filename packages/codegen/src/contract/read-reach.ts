import type { DescFile } from "@bufbuild/protobuf";
import type { Reach } from "../gen/opend/options_pb.js";
import { readMarket } from "./read-market.ts";
import { shortNames } from "./short-names.ts";

/** The names by which options say where something exists. */
export interface Places {
  /** What security codes begin with. */
  readonly prefixes: ReadonlySet<string>;
  /** The markets that accounts trade in. */
  readonly markets: ReadonlySet<string>;
  readonly firms: ReadonlySet<string>;
}

/** Reads the names from the enums that have them. */
export function readPlaces(files: readonly DescFile[]): Places {
  const enums = files.flatMap((file) => file.enums);
  const namesOf = (typeName: string) => new Set(enums.filter((desc) => desc.typeName === typeName).flatMap(shortNames));
  return {
    prefixes: new Set(enums.flatMap(({ values }) => values.flatMap((value) => readMarket(value)?.prefix || []))),
    markets: namesOf("Trd_Common.TrdMarket"),
    firms: namesOf("Trd_Common.SecurityFirm"),
  };
}

/** Returns what is wrong with where something exists. */
export function mistakeIn({ only, notIn, firms }: Omit<Reach, "$typeName">, places: Places): string | undefined {
  if (only.length + notIn.length + firms.length === 0) return "says nothing about where it exists";
  return (
    strangerIn(only, places.prefixes, "which no code begins with") ??
    strangerIn(notIn, places.markets, "which is not the name of a Trd_Common.TrdMarket value") ??
    strangerIn(firms, places.firms, "which is not the name of a Trd_Common.SecurityFirm value")
  );
}

/** Returns what is wrong with the first of these names that does not exist. */
export function strangerIn(names: readonly string[], known: ReadonlySet<string>, why: string): string | undefined {
  const stranger = names.find((name) => !known.has(name));
  return stranger === undefined ? undefined : `names ${stranger}, ${why}`;
}
