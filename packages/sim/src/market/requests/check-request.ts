import { Qot_Common } from "@opend/core/protocols";
import { refuse } from "../../base/refuse.js";

const rehabTypes: ReadonlySet<number> = new Set(Object.values(Qot_Common.RehabType));

/** {@link refuse} unless a number of a request is within its range. */
export function checkNumber(field: string, value: number, min: number, max: number): void {
  if (value < min || value > max) refuse(`${field} is ${value}: it must be from ${min} to ${max}`);
}

/** {@link refuse} unless it is a `Qot_Common.RehabType` value. */
export function checkRehabType(rehabType: number): void {
  if (!rehabTypes.has(rehabType)) refuse(`there is no price adjustment ${rehabType}`);
}
