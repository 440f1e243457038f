import { base64Decode, base64Encode } from "@bufbuild/protobuf/wire";
import type { ScalarName } from "../message/message-shape.js";
import { scalarRules } from "../message/scalar-rules.js";
import type { PlainConverter } from "./plain-converter.js";
import { describeGiven, PlainMistake } from "./plain-error.js";

/** Numbers that JSON does not have. */
const specials: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
  "-0": -0,
};

/** Returns the converter of a field that has the same value in both forms, apart from bytes and 64-bit integers. */
export function scalarConverter(scalar: ScalarName): PlainConverter {
  switch (scalar) {
    case "bytes":
      return bytes;
    case "double":
    case "float":
      return real;
    case "int64":
    case "uint64":
      return bigInteger(scalar);
    default:
      return same(scalar);
  }
}

/** Returns the converter of a 64-bit integer that counts something. @throws `PlainMistake` beyond 2^53 */
export function quantityConverter(scalar: ScalarName): PlainConverter {
  if (!is64Bit(scalar)) return scalarConverter(scalar);
  return {
    toPlain(value) {
      const number = Number(value);
      if (Number.isSafeInteger(number)) return number;
      throw new PlainMistake("is out of range", BigInt(String(value)));
    },
    fromPlain(plain) {
      if (typeof plain !== "number" || !Number.isSafeInteger(plain)) {
        throw new PlainMistake(`is ${describeGiven(plain)}: use a whole number`);
      }
      return fitting(scalar, BigInt(plain), plain);
    },
  };
}

/** Returns whether a scalar is a 64-bit integer, which is a `bigint` on the wire. */
export function is64Bit(scalar: ScalarName): boolean {
  return scalar === "int64" || scalar === "uint64";
}

function same(scalar: ScalarName): PlainConverter {
  return { toPlain: (value) => value, fromPlain: (plain) => fitting(scalar, plain, plain) };
}

/** A secret: its value never gets into an error. */
export function secretConverter(scalar: ScalarName): PlainConverter {
  const { toPlain, fromPlain } = scalarConverter(scalar);
  return {
    toPlain,
    fromPlain(plain, zone) {
      if (typeof plain !== "string") throw new PlainMistake("is not a text");
      try {
        return fromPlain(plain, zone);
      } catch {
        throw new PlainMistake("is not in Base64");
      }
    },
  };
}

const real: PlainConverter = {
  toPlain(value) {
    if (Number.isFinite(value) && !Object.is(value, -0)) return value;
    return Object.is(value, -0) ? "-0" : String(value);
  },
  fromPlain(plain) {
    if (typeof plain === "number") return plain;
    const special = typeof plain === "string" ? specials[plain] : undefined;
    if (special !== undefined) return special;
    throw new PlainMistake(`is ${describeGiven(plain)}: use a number`);
  },
};

/** Text, since JSON has no integers of 64 bits. */
function bigInteger(scalar: ScalarName): PlainConverter {
  return {
    toPlain: String,
    fromPlain(plain) {
      const isWritten = typeof plain === "string" ? /^-?\d+$/.test(plain) : Number.isSafeInteger(plain);
      if (!isWritten) throw new PlainMistake(`is ${describeGiven(plain)}: use decimal digits in a text, such as "123"`);
      return fitting(scalar, BigInt(String(plain)), plain);
    },
  };
}

const bytes: PlainConverter = {
  toPlain: (value) => base64Encode(value instanceof Uint8Array ? value : new Uint8Array()),
  fromPlain(plain) {
    if (typeof plain === "string" && /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(plain)) {
      return base64Decode(plain);
    }
    throw new PlainMistake(`is ${describeGiven(plain)}: use a text in Base64`);
  },
};

/** Returns the value for the wire if it fits the type of the field. */
function fitting(scalar: ScalarName, value: unknown, plain: unknown): unknown {
  const { fits, what } = scalarRules[scalar];
  if (fits(value)) return value;
  throw new PlainMistake(`is ${describeGiven(plain)}: use ${what.replace("a bigint", "a whole number")}`);
}
