import { markets } from "../gen/contract/markets.js";
import type { ScalarName } from "../message/message-shape.js";
import { is64Bit } from "../message/scalar-rules.js";
import type { DescribedField } from "./described-fields.js";
import { enumPiece } from "./enum-piece.js";
import type { EnumTexts } from "./enum-texts.js";
import type { Direction } from "./json-schema.js";
import type { Piece } from "./piece.js";
import { timePiece } from "./time-piece.js";

/** The schema of a security code: with the prefix of its market, or with the number of a market that has none. */
const codePiece: Piece = {
  schema: { type: "string", pattern: `^(?:(?:${Object.keys(markets).join("|")})\\.\\S+$|#-?\\d+\\.)` },
};

/** Returns the schema of what a field holds, of each item if it is a list. Undefined for a message. */
export function pieceOf({ name, content, texts }: DescribedField, direction: Direction): Piece | undefined {
  if ("shape" in content) return content.shape.isCode ? codePiece : undefined;
  const { rule, scalar } = content;
  if (typeof rule === "object")
    return enumPiece("enum" in rule ? rule.enum : rule.flags, enumTextsOf(name, texts.enum));
  switch (rule) {
    case "same":
      return samePiece(scalar);
    case "quantity":
      return is64Bit(scalar) ? { schema: safeInteger(scalar) } : samePiece(scalar);
    case "secret": {
      const { schema } = samePiece(scalar);
      return { schema: direction === "request" ? { ...schema, writeOnly: true } : schema };
    }
    default:
      return timePiece(rule, scalar, direction);
  }
}

function samePiece(scalar: ScalarName): Piece {
  switch (scalar) {
    case "bool":
      return { schema: { type: "boolean" } };
    case "string":
      return { schema: { type: "string" } };
    case "bytes":
      return { schema: { type: "string", contentEncoding: "base64" } };
    case "int32":
      return { schema: { type: "integer" } };
    case "uint32":
      return { schema: { type: "integer", minimum: 0 } };
    case "int64":
      return { schema: { type: "string", pattern: "^-?\\d+$" } };
    case "uint64":
      return { schema: { type: "string", pattern: "^\\d+$" } };
    case "double":
    case "float":
      return real;
  }
}

const real: Piece = {
  name: "double",
  about: "A number. JSON has none for NaN, the infinities and -0, so these are texts.",
  schema: { anyOf: [{ type: "number" }, { type: "string", enum: ["NaN", "Infinity", "-Infinity", "-0"] }] },
};

/** Quantities beyond this are refused, since no number holds them exactly. */
function safeInteger(scalar: ScalarName): Piece["schema"] {
  const maximum = Number.MAX_SAFE_INTEGER;
  return { type: "integer", minimum: scalar === "uint64" ? 0 : -maximum, maximum };
}

function enumTextsOf(name: string, texts: EnumTexts | undefined): EnumTexts {
  if (texts) return texts;
  throw new TypeError(`${name} holds an enum without texts`);
}
