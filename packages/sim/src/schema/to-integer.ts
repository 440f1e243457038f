import type { ScalarName } from "@opend/core";

/** Whether a field has its whole numbers as a `bigint`. */
export function is64Bit(scalar: ScalarName): boolean {
  return scalar === "int64" || scalar === "uint64";
}

/** A whole number as a field of this type has it. */
export function toInteger(value: number, scalar: ScalarName): number | bigint {
  return is64Bit(scalar) ? BigInt(value) : value;
}
