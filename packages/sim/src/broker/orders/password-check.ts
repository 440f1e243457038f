import { createHash } from "node:crypto";

/** Tells what is wrong with the MD5 of a trading password; undefined when it is the right one. */
export type PasswordCheck = (passwordMd5: string | undefined) => string | undefined;

/** @param password the plain trading password; undefined: there is none, and nothing unlocks trading */
export function createPasswordCheck(password: string | undefined): PasswordCheck {
  const wanted = password === undefined ? undefined : createHash("md5").update(password).digest("hex");
  return (passwordMd5) => {
    if (wanted === undefined) return "this gateway was started without a trading password: trading stays locked";
    if (passwordMd5 === undefined) return "the MD5 of the trading password is missing";
    return passwordMd5 === wanted ? undefined : "the trading password is wrong";
  };
}
