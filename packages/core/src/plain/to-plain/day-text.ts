let lastDay = Number.NaN;
let lastText = "";

/**
 * Returns the text of a day, `2026-05-08`, by its number since 1970-01-01. Neighboring values mostly have the same day, so
 * the last one is kept. By arithmetic, which takes a tenth of the time of `Date.toISOString`; `day-text.spec.ts` compares
 * the two.
 */
export function dayText(day: number): string {
  if (day === lastDay) return lastText;
  // Years begin in March, so that the day that is added in a leap year is the last one.
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  lastDay = day;
  lastText = `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
  return lastText;
}

/** The numbers from 0 to 59 with two digits. */
const texts = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

/** Returns a number from 0 to 59 with two digits. */
export function twoDigits(number: number): string {
  return texts[number] ?? "";
}

/** A day that the gateway writes as `2026/05/08`. Anything else stays as it is. */
export function slashedDay(value: string): string {
  return value.replace(/^(\d{4})\/(\d{2})\/(\d{2})$/, "$1-$2-$3");
}

/** A day that the gateway writes as `20260508`, as a text or a number. Anything else stays a text of itself. */
export function compactDay(value: string | number | bigint): string {
  const text = String(value);
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  const written = `${year}-${month}-${day}`;
  return day !== undefined && dayText(Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000) === written
    ? written
    : text;
}
