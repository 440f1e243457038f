import { is64Bit } from "../message/scalar-rules.js";
import type { PlainTime } from "../plain/plain-shape.js";
import type { DescribedField } from "./described-fields.js";
import type { Direction } from "./json-schema.js";
import type { FieldTexts } from "./message-texts.js";

/** Says in words what a field holds and how it is written. */
export function describeField(field: DescribedField, direction: Direction): string {
  const sentences = [
    field.texts.text,
    describeForm(field, direction),
    describeMeaning(field.texts),
    field.isFilled ? "The session fills it in: leave it out." : undefined,
  ];
  return sentences.filter(Boolean).join(" ");
}

/** Says how a value is written, where its type does not. */
function describeForm({ content, isList }: DescribedField, direction: Direction): string | undefined {
  if ("shape" in content) return content.shape.isCode ? describeCode(isList) : undefined;
  const { rule, scalar } = content;
  if (typeof rule === "object" || rule === "quantity") return undefined;
  if (rule === "secret") return direction === "request" ? "A secret." : "A secret: keep it out of logs.";
  if (rule !== "same") return describeTime(rule, direction);
  if (is64Bit(scalar)) return "In decimal digits.";
  return scalar === "bytes" ? "In Base64." : undefined;
}

function describeCode(isList: boolean): string {
  return isList ? "Codes, such as HK.00700." : "A code, such as HK.00700.";
}

function describeTime(form: PlainTime, direction: Direction): string {
  switch (form) {
    case "day":
    case "slashedDay":
    case "compactDay":
      return "Written as 2026-05-08.";
    case "timeOfDay":
      return "Written as 16:08:12.";
    case "iso":
      return "Written as 2026-05-08T08:08:12Z.";
    case "moment":
      if (direction === "request") return "Written as 2026-05-08T16:08:12, on the clocks of the market.";
      return "Written as 2026-05-08T16:08:12+08:00, without the offset where the market is not known.";
    case "seconds":
    case "milliseconds":
    case "microseconds":
      return "Written as 2026-05-08T16:08:12+08:00.";
  }
}

function describeMeaning({ unit, currency, isUnknown }: FieldTexts): string | undefined {
  if (unit === "percent") return "In percent: 12.34 means 12.34 %.";
  if (unit === "ratio") return "A quotient: 0.1234 means 12.34 %, and 5 means 5 times.";
  if (unit !== undefined) return `Unit: ${unit}.`;
  if (currency !== undefined) return describeCurrency(currency);
  return isUnknown ? "The official texts do not say what it holds." : undefined;
}

function describeCurrency(currency: string): string {
  if (currency === "security" || currency === "account") return `In the currency of the ${currency}.`;
  if (currency === "unknown") return "The official texts do not say in which currency.";
  if (/^[A-Z]{3}$/.test(currency)) return `In ${currency}.`;
  return `In the currency that ${currency.replace(/^S2C\.(.*)/, "$1 of the reply")} holds.`;
}
