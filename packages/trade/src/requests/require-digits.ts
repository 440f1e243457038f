import { codeDigitsOfTrdSecMarket, createError } from "@opend/core/internal";
import type { TradeCode } from "../names/trade-markets.js";

/**
 * Checks that a code of digits has as many as the codes of its market: `HK.700` is `HK.00700`.
 *
 * @param given the code as the program wrote it
 * @throws `InvalidCode`
 */
export function requireDigits(given: string, { code, secMarket }: TradeCode): void {
  const count = secMarket === undefined ? undefined : codeDigitsOfTrdSecMarket[secMarket];
  if (count === undefined || !/^\d+$/.test(code) || code.length === count) return;
  const prefix = given.slice(0, given.length - code.length);
  const meant = code.length < count ? `: did you mean ${prefix}${code.padStart(count, "0")}?` : "";
  const message = `${JSON.stringify(given)} has ${code.length} digits, and such codes of its market have ${count}${meant}`;
  throw createError("InvalidCode", message, { input: given });
}
