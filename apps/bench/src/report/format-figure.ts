import type { Goal } from "../result.ts";

const threeDigits = new Intl.NumberFormat("en", { minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
const upToThreeDigits = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** Formats a number in three significant digits with its unit: `1,230 rows/s`, `3.10×`. */
export function formatFigure(value: number, unit: string): string {
  return withUnit(threeDigits.format(value), unit);
}

/** Formats the bound of a goal: `≥ 3×`. */
export function formatBound({ bound, unit }: Goal): string {
  const [sign, value] = "atLeast" in bound ? ["≥", bound.atLeast] : ["≤", bound.atMost];
  return `${sign} ${withUnit(upToThreeDigits.format(value), unit)}`;
}

function withUnit(digits: string, unit: string): string {
  return unit === "×" ? `${digits}×` : `${digits} ${unit}`;
}
