const scales = [
  { from: 1e12, divisor: 1e12, suffix: "T" },
  { from: 1e9, divisor: 1e9, suffix: "B" },
  { from: 1e6, divisor: 1e6, suffix: "M" },
  { from: 1e4, divisor: 1e3, suffix: "K" },
] as const;

/** Writes the labels of a scale, all in the same way: `5M 10M 15M`, `460 480`. */
export function tickTexts(values: readonly number[]): readonly string[] {
  const largest = Math.max(0, ...values.map(Math.abs));
  if (largest >= 1e15 || (largest > 0 && largest < 1e-6))
    return values.map((value) => (value === 0 ? "0" : withExponent(value)));
  const { divisor, suffix } = scales.find(({ from }) => largest >= from) ?? { divisor: 1, suffix: "" };
  const step = Math.abs((values[1] ?? 0) - (values[0] ?? 0)) / divisor;
  const digits = step === 0 || step >= 1 ? decimalsOf(step) : Math.min(12, Math.ceil(-Math.log10(step) - 1e-9));
  const needed = Math.max(digits, step > 0 ? decimalsOf(step) : 0);
  const format = new Intl.NumberFormat("en-US", { minimumFractionDigits: needed, maximumFractionDigits: needed });
  return values.map((value) => (value === 0 ? "0" : `${format.format(value / divisor)}${suffix}`));
}

/** Decimals that a step needs: 2 for 0.25. */
function decimalsOf(step: number): number {
  const rounded = Number(step.toPrecision(6));
  return rounded.toString().includes("e") ? 12 : (rounded.toString().split(".")[1]?.length ?? 0);
}

/** Prices and volumes are never like this, but a wrong one may not take all of the room. */
function withExponent(value: number): string {
  return Number(value.toPrecision(3)).toExponential();
}

const compact = new Intl.NumberFormat("en-US", {
  notation: "compact",
  minimumSignificantDigits: 1,
  maximumSignificantDigits: 3,
});
const small = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

/** Writes a number for a line of text: `12.3M`, `471.4`. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15) return withExponent(value);
  if (size >= 10_000) return compact.format(value);
  return size > 0 && size < 1 ? String(Number(value.toPrecision(3))) : small.format(value);
}

const exact = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 9 });

/** Writes a number in full: `12,345,678`. */
export function fullNumber(value: number): string {
  return exact.format(value);
}
