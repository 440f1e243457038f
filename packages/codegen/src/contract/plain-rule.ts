import { type DescField, ScalarType } from "@bufbuild/protobuf";
import type { FieldMeaning } from "./read-meaning.ts";

/** Returns how the plain form writes a field that is neither a message nor an enum, by the name of core's rule. */
export function plainRule({ scalar }: DescField, meaning: FieldMeaning | undefined): string {
  const isText = scalar === ScalarType.STRING;
  switch (meaning?.kind) {
    case "time":
      return meaning.form === "words" ? "same" : meaning.form;
    case "secret":
      return "secret";
    case "quantity":
    case "number":
    case "price":
    case "money":
      return isText ? "same" : "quantity";
    default:
      return "same";
  }
}
