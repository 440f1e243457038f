import type { DescField } from "@bufbuild/protobuf";

/** What a currency is where no field holds it. */
const words = ["security", "account", "unknown"];

/**
 * Checks where the currency of a price or an amount stands.
 *
 * @param currency the name of a field of the same message, or of the body of the reply (`S2C.currencyCode`), an ISO 4217
 * code, or one of the words above
 */
export function checkCurrency({ parent, name }: DescField, currency: string): void {
  const [owner, fieldName] = currency.startsWith("S2C.")
    ? [parent.file.messages.find((message) => message.name === "S2C"), currency.slice("S2C.".length)]
    : [parent, currency];
  const exists = owner?.fields.some((field) => field.name === fieldName);
  if (exists || words.includes(currency) || /^[A-Z]{3}$/.test(currency)) return;
  const message = `${parent.file.name}.proto: ${parent.name}.${name} is an amount in "${currency}"`;
  throw new Error(`${message}, which is neither a field of ${parent.name}, a currency, nor ${words.join(", ")}`);
}
