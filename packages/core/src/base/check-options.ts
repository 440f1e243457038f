import { createError } from "./errors.js";
import { nearestName } from "./nearest-name.js";

/**
 * Checks that an object of options has no unknown option.
 *
 * @param what what the options belong to, such as `connect`
 * @param known the names of all options
 * @throws `InvalidOption` that names the nearest known option
 */
export function checkOptions(what: string, given: unknown, known: readonly string[]): void {
  if (typeof given !== "object" || given === null) {
    const message = `the options of ${what} are an object, not ${given === null ? "null" : `a ${typeof given}`}`;
    throw createError("InvalidOption", message, { option: "options" });
  }
  for (const option of Object.keys(given)) {
    if (known.includes(option)) continue;
    const nearest = nearestName(option, known);
    const hint = nearest === undefined ? `; it has ${known.join(", ")}` : `: did you mean ${nearest}?`;
    throw createError("InvalidOption", `${what} has no option ${option}${hint}`, { option });
  }
}

/** @throws `InvalidOption` unless the value is undefined or a finite number above 0 */
export function checkTimeout(option: string, value: unknown): void {
  if (value === undefined || (Number.isFinite(value) && Number(value) > 0)) return;
  throw createError("InvalidOption", `${option} is a number of milliseconds above 0, not ${String(value)}`, { option });
}

/** @throws `InvalidOption` unless the value is undefined or an `AbortSignal` */
export function checkSignal(value: unknown): void {
  if (value === undefined || value instanceof AbortSignal) return;
  const message = `signal is an AbortSignal, such as AbortSignal.timeout(60_000), not ${typeof value}`;
  throw createError("InvalidOption", message, { option: "signal" });
}
