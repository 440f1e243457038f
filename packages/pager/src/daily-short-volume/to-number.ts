import { createError } from "@opend/core/internal";

/**
 * A 64-bit integer as a number. Undefined stays undefined.
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
