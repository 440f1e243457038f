import { isOpendError } from "../base/errors.js";
import { scalarRules } from "../message/scalar-rules.js";
import { marketOf, prefixOf, security } from "../protocol/security.js";
import type { PlainConverter } from "./plain-converter.js";
import { describeGiven, PlainMistake } from "./plain-error.js";

/** A security: `HK.00700`. What has no such code is written with the number of its market: `#2.HSImain`. */
export const codeConverter: PlainConverter = {
  toPlain(value) {
    const { market, code } = readSecurity(value);
    const text = `${prefixOf(market)}.${code}`;
    return marketOf(text) === undefined ? `#${market}.${code}` : text;
  },
  fromPlain(plain) {
    if (typeof plain !== "string") {
      throw new PlainMistake(`is ${describeGiven(plain)}: use a security code, such as "HK.00700"`);
    }
    const [, number, code] = /^#(-?\d+)\.(.*)$/s.exec(plain) ?? [];
    if (code !== undefined && scalarRules.int32.fits(Number(number))) return { market: Number(number), code };
    try {
      return security(plain);
    } catch (error) {
      if (isOpendError(error, "InvalidCode")) throw new PlainMistake(`is wrong: ${error.message}`);
      throw error;
    }
  },
};

function readSecurity(value: unknown): { readonly market: number; readonly code: string } {
  if (typeof value === "object" && value !== null && "market" in value && "code" in value) {
    return { market: Number(value.market), code: String(value.code) };
  }
  throw new PlainMistake(`is ${describeGiven(value)}, not a security`);
}
