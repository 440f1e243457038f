import { createError } from "@opend/core/internal";

/**
 * Converts a 64-bit integer to a number; undefined stays undefined.
 *
 * @throws `ValueOutOfRange` beyond 2^53: a value is never rounded
 */
export function toNumber(field: string, value: bigint | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw createError("ValueOutOfRange", `${field} is ${value}, which no number can hold exactly`, {
    field,
    value: String(value),
  });
}
