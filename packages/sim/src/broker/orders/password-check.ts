import { createHash } from "node:crypto";

/** Checks the MD5 of a trading password. Returns what is wrong with it, or undefined if it is right. */
export type PasswordCheck = (passwordMd5: string | undefined) => string | undefined;

/** Creates the check. @param password the plain trading password. If undefined, nothing unlocks trading */
export function createPasswordCheck(password: string | undefined): PasswordCheck {
  const wanted = password === undefined ? undefined : createHash("md5").update(password).digest("hex");
  return (passwordMd5) => {
    if (wanted === undefined) return "this gateway was started without a trading password: trading stays locked";
    if (passwordMd5 === undefined) return "the MD5 of the trading password is missing";
    return passwordMd5 === wanted ? undefined : "the trading password is wrong";
  };
}
