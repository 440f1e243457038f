import { type EnumObject, namesOf } from "../protocol/enum-names.js";
import type { EnumTexts } from "./enum-texts.js";
import type { JsonSchema } from "./json-schema.js";
import type { Piece } from "./piece.js";

/** Returns the schema of an enum's value: its name, or the number of a value that has none. */
export function enumPiece(values: EnumObject, { name, text, members }: EnumTexts): Piece {
  const names = namesOf(values);
  const meanings = names.flatMap((each) => (members[each] === undefined ? [] : [`${each}: ${members[each]}`]));
  const named: JsonSchema = { type: "string", enum: names };
  return {
    name,
    about: text,
    schema: {
      anyOf: [
        meanings.length > 0 ? { description: meanings.join("\n"), ...named } : named,
        { description: "The number of a value without a name.", type: "integer" },
      ],
    },
  };
}
