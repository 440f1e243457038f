import { valuesOf } from "@opend/core/internal";
import { Qot_Common } from "@opend/core/protocols";
import { refuse } from "../../base/refuse.js";

const rehabTypes: ReadonlySet<number> = new Set(valuesOf(Qot_Common.RehabType));

/** Refuses the request unless one of its numbers is within its range. */
export function checkNumber(field: string, value: number, min: number, max: number): void {
  if (value < min || value > max) refuse(`${field} is ${value}: it must be from ${min} to ${max}`);
}

/** Refuses the request unless a number is a `Qot_Common.RehabType` value. */
export function checkRehabType(rehabType: number): void {
  if (!rehabTypes.has(rehabType)) refuse(`there is no price adjustment ${rehabType}`);
}
