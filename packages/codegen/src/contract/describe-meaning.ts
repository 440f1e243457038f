import type { FieldMeaning, TimeForm } from "./read-meaning.ts";

/** Says in words what a field holds, for its documentation. Undefined where its type says everything. */
export function describeMeaning(meaning: FieldMeaning): string | undefined {
  switch (meaning.kind) {
    case "enum":
      return undefined;
    case "flags":
      return `Values of ${meaning.desc.typeName}, combined with a bitwise OR.`;
    case "id":
      return undefined;
    case "quantity":
      return `Unit: ${meaning.name}.`;
    case "time":
      return times[meaning.form];
    case "number":
      return meaning.form === "percent"
        ? "In percent: 12.34 means 12.34 %."
        : "A quotient: 0.1234 means 12.34 %, and 5 means 5 times.";
    case "price":
    case "money":
      return describeCurrency(meaning.currency);
    case "secret":
      return "A secret.";
    case "unknown":
      return "The official texts do not say what it holds.";
  }
}

const times: Readonly<Record<TimeForm, string>> = {
  day: "YYYY-MM-DD, in the market's time zone.",
  slashedDay: "YYYY/MM/DD, in the market's time zone.",
  compactDay: "YYYYMMDD, in the market's time zone.",
  timeOfDay: "hh:mm:ss, in the market's time zone.",
  moment: "YYYY-MM-DD hh:mm:ss, in the market's time zone.",
  seconds: "Seconds since 1970-01-01 in UTC.",
  milliseconds: "Milliseconds since 1970-01-01 in UTC.",
  microseconds: "Microseconds since 1970-01-01 in UTC.",
  iso: "ISO 8601, with the offset from UTC.",
  words: "A text for people.",
};

function describeCurrency(currency: string): string {
  if (currency === "security") return "In the currency of the security.";
  if (currency === "account") return "In the currency of the account.";
  if (currency === "unknown") return "The official texts do not say in which currency.";
  return /^[A-Z]{3}$/.test(currency) ? `In ${currency}.` : `In the currency that ${currency} holds.`;
}
