import { base64Decode } from "@bufbuild/protobuf/wire";
import type { ScalarName } from "../../message/message-shape.js";
import { is64Bit, scalarRules } from "../../message/scalar-rules.js";
import { describeGiven, PlainMistake } from "../plain-error.js";
import type { PlainReader } from "./plain-reader.js";

/** Numbers that JSON does not have. */
const specials: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
  "-0": -0,
};

/** Returns the reader of a field that has the same value in both forms, apart from bytes and 64-bit integers. */
export function scalarReader(scalar: ScalarName): PlainReader {
  switch (scalar) {
    case "bytes":
      return readBytes;
    case "double":
    case "float":
      return readReal;
    case "int64":
    case "uint64":
      return (plain) => readDigits(scalar, plain);
    default:
      return (plain) => fitting(scalar, plain, plain);
  }
}

/** Returns the reader of a number that counts something. */
export function quantityReader(scalar: ScalarName): PlainReader {
  if (!is64Bit(scalar)) return scalarReader(scalar);
  return (plain) => {
    if (typeof plain !== "number" || !Number.isSafeInteger(plain)) {
      throw new PlainMistake(`is ${describeGiven(plain)}: use a whole number`);
    }
    return fitting(scalar, BigInt(plain), plain);
  };
}

/** Returns the reader of a secret: its value never gets into an error. */
export function secretReader(scalar: ScalarName): PlainReader {
  const read = scalarReader(scalar);
  return (plain, zone) => {
    if (typeof plain !== "string") throw new PlainMistake("is not a text");
    try {
      return read(plain, zone);
    } catch {
      throw new PlainMistake("is not in Base64");
    }
  };
}

function readReal(plain: unknown): number {
  if (typeof plain === "number") return plain;
  const special = typeof plain === "string" ? specials[plain] : undefined;
  if (special !== undefined) return special;
  throw new PlainMistake(`is ${describeGiven(plain)}: use a number`);
}

/** JSON has no integers of 64 bits, so these are decimal digits in a text. A number that is exact is taken as well. */
function readDigits(scalar: ScalarName, plain: unknown): unknown {
  const isWritten = typeof plain === "string" ? /^-?\d+$/.test(plain) : Number.isSafeInteger(plain);
  if (!isWritten) throw new PlainMistake(`is ${describeGiven(plain)}: use decimal digits in a text, such as "123"`);
  return fitting(scalar, BigInt(String(plain)), plain);
}

function readBytes(plain: unknown): Uint8Array {
  if (typeof plain === "string" && /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(plain)) {
    return base64Decode(plain);
  }
  throw new PlainMistake(`is ${describeGiven(plain)}: use a text in Base64`);
}

/** Returns the value for the wire if it fits the type of the field. */
function fitting(scalar: ScalarName, value: unknown, plain: unknown): unknown {
  const { fits, what } = scalarRules[scalar];
  if (fits(value)) return value;
  throw new PlainMistake(`is ${describeGiven(plain)}: use ${what.replace("a bigint", "a whole number")}`);
}
