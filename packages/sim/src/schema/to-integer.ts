import type { ScalarName } from "@opend/core";
import { is64Bit } from "@opend/core/internal/simulator";

/** A whole number as a field of this type has it. */
export function toInteger(value: number, scalar: ScalarName): number | bigint {
  return is64Bit(scalar) ? BigInt(value) : value;
}
