import { type EnumObject, namesOf } from "../../protocol/enum-names.js";
import { omit } from "./omit.js";

/** The plain form of an enum's value: its short name, or the number of a value without one. `Name` are the enum's names. */
export function enumName<Name extends string>(names: EnumObject, value: number): Name | number {
  return (names[value] as Name | undefined) ?? value;
}

/** The plain form of a 64-bit integer that holds a value of an enum. A number beyond 2^53 is left out. */
export function wideEnumName<Name extends string>(names: EnumObject, value: bigint, field: string): Name | number {
  const number = Number(value);
  return Number.isSafeInteger(number) ? enumName(names, number) : omit(field, value);
}

/**
 * The plain form of a number that combines values of an enum: a list of their names, and a number for bits without one.
 * With such a number beyond 2^53, all of it is left out.
 */
export function flagNames<Name extends string>(
  names: EnumObject,
  value: number | bigint,
  field: string,
): (Name | number)[] {
  let rest = BigInt(value);
  const list: (Name | number)[] = [];
  for (const name of namesOf(names)) {
    const bit = BigInt(Number(names[name]));
    if (bit === 0n || (rest & bit) !== bit) continue;
    rest &= ~bit;
    list.push(name as Name);
  }
  if (rest === 0n) return list;
  return Number.isSafeInteger(Number(rest)) ? [...list, Number(rest)] : omit(field, BigInt(value));
}
