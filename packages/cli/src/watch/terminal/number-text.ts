const units = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e4, "K"],
] as const;

/** A number of a plain form, which writes NaN, the infinities and -0 as texts, typed as what they nearly always are. */
export function real(value: number): number {
  return Number(value);
}

/** A number with so many digits behind the point. */
export function fixed(given: number, decimals: number): string {
  const value = real(given);
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

/** A large number in few characters: 1234567 is `1.23M`, 1.5 stays `1.5`. */
export function shortNumber(given: number): string {
  const value = real(given);
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  for (const [unit, letter] of units) {
    if (size < unit) continue;
    const base = letter === "K" ? 1e3 : unit;
    return `${(value / base).toFixed(size / base < 100 ? 2 : 1)}${letter}`;
  }
  return String(Number(fixed(value, 2)));
}

/** How many digits behind the point prices have that come in steps. */
export function decimalsOf(priceSpread: number, price: number): number {
  const step = priceSpread > 0 ? real(priceSpread) : 0.01;
  const digits = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  // Futures may come in steps such as 0.25.
  const exact = [digits, digits + 1, digits + 2].find((count) => isWhole(step * 10 ** count)) ?? digits;
  const isOff = !isWhole(price * 10 ** exact);
  return Math.min(8, isOff ? exact + 1 : exact);
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6;
}

/** With its sign, also that of a rise. */
export function signed(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}
