import type { ScalarName } from "./message-shape.js";

/** The rule for values of a scalar type. */
export interface ScalarRule {
  /** A description, such as `a string`. */
  readonly what: string;
  readonly fits: (value: unknown) => boolean;
}

const number: ScalarRule = { what: "a number", fits: (value) => typeof value === "number" };

/** The rules for the scalars of OpenD's schema. */
export const scalarRules: Readonly<Record<ScalarName, ScalarRule>> = {
  bool: { what: "a boolean", fits: (value) => typeof value === "boolean" },
  bytes: { what: "a Uint8Array", fits: (value) => value instanceof Uint8Array },
  string: { what: "a string", fits: (value) => typeof value === "string" },
  double: number,
  float: number,
  int32: whole(-(2 ** 31), 2 ** 31 - 1),
  uint32: whole(0, 2 ** 32 - 1),
  int64: wholeBigint(-(2n ** 63n), 2n ** 63n - 1n),
  uint64: wholeBigint(0n, 2n ** 64n - 1n),
};

function whole(min: number, max: number): ScalarRule {
  return {
    what: `a whole number from ${min} to ${max}`,
    fits: (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
  };
}

function wholeBigint(min: bigint, max: bigint): ScalarRule {
  return {
    what: `a bigint from ${min} to ${max}`,
    fits: (value) => typeof value === "bigint" && value >= min && value <= max,
  };
}

/** Returns whether a scalar is a 64-bit integer, which is a `bigint`. */
export function is64Bit(scalar: ScalarName): boolean {
  return scalar === "int64" || scalar === "uint64";
}
