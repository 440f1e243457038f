import type { ScalarName } from "../message/message-shape.js";
import { allowedNames, type EnumObject, namesOf } from "../protocol/enum-names.js";
import type { PlainConverter } from "./plain-converter.js";
import { describeGiven, PlainMistake } from "./plain-error.js";
import { is64Bit, quantityConverter } from "./scalar-converters.js";

/** Returns the converter of a field that holds a value of an enum: its short name, or a number that has none. */
export function enumConverter(names: EnumObject, scalar: ScalarName): PlainConverter {
  const byNumber = new Map<unknown, string>();
  for (const name of namesOf(names)) if (!byNumber.has(names[name])) byNumber.set(names[name], name);
  const number = quantityConverter(scalar);
  return {
    toPlain: (value, zone) =>
      byNumber.get(typeof value === "bigint" ? Number(value) : value) ?? number.toPlain(value, zone),
    fromPlain(plain, zone) {
      if (typeof plain === "number") return number.fromPlain(plain, zone);
      return toWire(valueNamed(names, plain), scalar);
    },
  };
}

/** Returns the converter of a field that combines values of an enum: a list of names, and a number for bits without one. */
export function flagsConverter(names: EnumObject, scalar: ScalarName): PlainConverter {
  const flags = namesOf(names).flatMap((name) => {
    const bit = BigInt(valueNamed(names, name));
    return bit === 0n ? [] : [{ name, bit }];
  });
  const number = quantityConverter("int64");
  return {
    toPlain(value, zone) {
      let rest = BigInt(Number.isInteger(value) || typeof value === "bigint" ? String(value) : 0);
      const list: unknown[] = [];
      for (const { name, bit } of flags) {
        if ((rest & bit) !== bit) continue;
        rest &= ~bit;
        list.push(name);
      }
      return rest === 0n ? list : [...list, number.toPlain(rest, zone)];
    },
    fromPlain(plain) {
      if (!Array.isArray(plain)) {
        throw new PlainMistake(
          `is ${describeGiven(plain)}: use a list of names, such as [${JSON.stringify(flags[0]?.name)}]`,
        );
      }
      let bits = 0n;
      for (const each of plain) bits |= Number.isSafeInteger(each) ? BigInt(each) : BigInt(valueNamed(names, each));
      return is64Bit(scalar) ? bits : Number(bits);
    },
  };
}

function valueNamed(names: EnumObject, name: unknown): number {
  const value = typeof name === "string" && Object.hasOwn(names, name) ? names[name] : undefined;
  if (typeof value === "number") return value;
  throw new PlainMistake(`is ${describeGiven(name)}: ${allowedNames(namesOf(names), name)}`);
}

function toWire(value: number, scalar: ScalarName): unknown {
  return is64Bit(scalar) ? BigInt(value) : value;
}
