import { InvalidArgumentError } from "commander";
import { readPlainNumber } from "../base/exact-number.js";

/** Takes the values of an option that can be repeated. All others are refused the second time. */
export function collect(value: string, all: readonly string[] | undefined): readonly string[] {
  return [...(all ?? []), value];
}

/** @throws what commander prints, unless the text is a number of seconds above 0 */
export function parseSeconds(text: string): number {
  const seconds = readPlainNumber(text);
  if (seconds !== undefined && seconds > 0) return seconds;
  throw new InvalidArgumentError("Give a number of seconds above 0.");
}

/** @throws what commander prints, unless the text is a whole number of at least 1 */
export function parseCount(text: string): number {
  const count = readPlainNumber(text);
  if (count !== undefined && Number.isSafeInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError("Give a whole number of at least 1.");
}

/** @throws what commander prints, unless the text is a day that exists */
export function parseDay(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime());
  if (isDay && date.toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError("Give a day, such as 2026-05-08.");
}

/** @throws what commander prints, unless the text is a host and a port to listen at */
export function parseListenPlace(text: string): { readonly host: string; readonly port: number } {
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  if (host !== undefined && Number(port) <= 65_535) return { host, port: Number(port) };
  throw new InvalidArgumentError("Give a place to listen at, such as 127.0.0.1:9464.");
}

/** Returns what reads one of some names in any case, with or without dashes. It throws what commander prints for other texts. */
export function oneOf<Name extends string>(names: readonly Name[]): (text: string) => Name {
  const lettersOf = (text: string) => text.toLowerCase().replace(/[-_]/g, "");
  return (text) => {
    const name = names.find((each) => lettersOf(each) === lettersOf(text));
    if (name !== undefined) return name;
    throw new InvalidArgumentError(`Allowed choices are ${names.join(", ")}.`);
  };
}

/** @throws what commander prints, unless the text is a number above 0 */
export function parsePrice(text: string): number {
  const price = readPlainNumber(text);
  if (price !== undefined && price > 0) return price;
  throw new InvalidArgumentError("Give a number above 0, such as 300 or 0.5.");
}

/** @throws what commander prints, unless the text is a percentage above 0 and below 100 */
export function parsePercent(text: string): number {
  const percent = readPlainNumber(text);
  if (percent !== undefined && percent > 0 && percent < 100) return percent;
  throw new InvalidArgumentError("Give a percentage above 0 and below 100, such as 5 or 0.5.");
}

/** @throws what commander prints, unless the text is a percentage between -100 and 100, and not 0 */
export function parseShift(text: string): number {
  const percent = readPlainNumber(text);
  if (percent !== undefined && percent !== 0 && Math.abs(percent) < 100) return percent;
  throw new InvalidArgumentError("Give a percentage, such as 1 (up) or -0.5 (down).");
}
