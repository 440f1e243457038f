import type { ScalarName } from "../../message/message-shape.js";
import { is64Bit } from "../../message/scalar-rules.js";
import { allowedNames, type EnumObject, namesOf } from "../../protocol/enum-names.js";
import { describeGiven, PlainMistake } from "../plain-error.js";
import type { PlainReader } from "./plain-reader.js";
import { quantityReader } from "./scalar-readers.js";

/** Returns the reader of a value of an enum: its short name, or a number. */
export function enumReader(names: EnumObject, scalar: ScalarName): PlainReader {
  const readNumber = quantityReader(scalar);
  return (plain, zone) => {
    if (typeof plain === "number") return readNumber(plain, zone);
    const value = valueNamed(names, plain);
    return is64Bit(scalar) ? BigInt(value) : value;
  };
}

/** Returns the reader of values of an enum in one number: a list of names and numbers. */
export function flagsReader(names: EnumObject, scalar: ScalarName): PlainReader {
  return (plain) => {
    if (!Array.isArray(plain)) {
      const example = JSON.stringify([namesOf(names).find((name) => names[name] !== 0)]);
      throw new PlainMistake(`is ${describeGiven(plain)}: use a list of names, such as ${example}`);
    }
    let bits = 0n;
    for (const each of plain) bits |= Number.isSafeInteger(each) ? BigInt(each) : BigInt(valueNamed(names, each));
    return is64Bit(scalar) ? bits : Number(bits);
  };
}

function valueNamed(names: EnumObject, name: unknown): number {
  const value = typeof name === "string" && Object.hasOwn(names, name) ? names[name] : undefined;
  if (typeof value === "number") return value;
  throw new PlainMistake(`is ${describeGiven(name)}: ${allowedNames(namesOf(names), name)}`);
}
