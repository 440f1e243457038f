import { InvalidArgumentError } from "commander";

/** @throws what commander prints, unless the text is a number of seconds above 0 */
export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== "" && Number.isFinite(seconds) && seconds > 0) return seconds;
  throw new InvalidArgumentError("Give a number of seconds above 0.");
}

/** @throws what commander prints, unless the text is a whole number of at least 1 */
export function parseCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError("Give a whole number of at least 1.");
}

/** @throws what commander prints, unless the text is a day that exists */
export function parseDay(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime());
  if (isDay && date.toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError("Give a day, such as 2026-05-08.");
}

/** @throws what commander prints, unless the text is a number above 0 */
export function parsePrice(text: string): number {
  const price = Number(text);
  if (text.trim() !== "" && Number.isFinite(price) && price > 0) return price;
  throw new InvalidArgumentError("Give a number above 0.");
}
