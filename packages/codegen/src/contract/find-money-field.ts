import type { DescField } from "@bufbuild/protobuf";

/** What a currency is where no field holds it. */
const words = ["security", "account", "unknown"];

/**
 * Returns the field that holds the currency of a price or an amount. Undefined where the currency is fixed, or that of
 * the security or the account.
 *
 * @param currency the name of a field of the same message, an ISO 4217 code, or one of the words above
 */
export function findMoneyField({ parent, name }: DescField, currency: string): DescField | undefined {
  const found = parent.fields.find((field) => field.name === currency);
  if (found || words.includes(currency) || /^[A-Z]{3}$/.test(currency)) return found;
  const message = `${parent.file.name}.proto: ${parent.name}.${name} is an amount in "${currency}"`;
  throw new Error(`${message}, which is neither a field of ${parent.name}, a currency, nor ${words.join(", ")}`);
}
