import { isOpendError } from "../../base/errors.js";
import { scalarRules } from "../../message/scalar-rules.js";
import { security } from "../../protocol/security.js";
import { describeGiven, PlainMistake } from "../plain-error.js";
import type { PlainReader } from "./plain-reader.js";

/** Reads a security: `HK.00700`, or `#2.HSImain` by the number of its market. */
export const readCode: PlainReader = (plain) => {
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
};
