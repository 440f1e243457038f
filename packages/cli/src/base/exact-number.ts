/**
 * Reads a number that is written plainly, such as `100`, `0.5` or `-3`. Undefined for anything else that JavaScript takes
 * for a number (`0x1F`, `1e3`, `+5`, `5.`, ` 5`), and for one with more digits than a number can hold: an order is never for
 * another quantity than the one that was typed.
 */
export function readPlainNumber(text: string): number | undefined {
  return /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/.test(text) && isExact(text) ? Number(text) : undefined;
}

/** Whether a number holds all digits of a text that is one, as JSON writes them. */
export function isExact(text: string): boolean {
  const number = Number(text);
  if (/^-?[0-9]+$/.test(text)) return Number.isFinite(number) && BigInt(number) === BigInt(text);
  return digitsOf(String(number)) === digitsOf(text);
}

/** The digits of a number without its sign, its dot, its exponent, and zeros at either end. */
function digitsOf(text: string): string {
  const [mantissa = ""] = text.split(/e/i);
  return mantissa.replace(/[^0-9]/g, "").replace(/^0+|0+$/g, "");
}
