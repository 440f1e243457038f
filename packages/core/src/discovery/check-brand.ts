import { createError } from "../base/errors.js";
import type { GetUserInfo } from "../gen/protocols/GetUserInfo.js";
import type { BrandIdentity, BrandProfile } from "./brand-profile.js";
import { brands } from "./brands.js";
import type { Candidate } from "./find-candidates.js";

/** The text of `WrongGateway.actual` for a gateway that does not say its brand. */
export const unknownBrand = "a gateway that does not say its brand";

/**
 * Returns the brand of the gateway at a candidate, from its reply to `GetUserInfo`. Undefined when it does not say.
 *
 * @throws `WrongGateway` when it belongs to another brand, or does not say its brand although it must
 */
export function checkBrand(
  profile: BrandProfile,
  { source, mustTellBrand }: Candidate,
  endpoint: string,
  userInfo: Partial<GetUserInfo.S2C>,
): string | undefined {
  const isSilent = isEveryField(profile, (name) => userInfo[name] === undefined);
  if (isSilent && !mustTellBrand) return undefined;
  if (!isSilent && matches(profile, userInfo)) return profile.brand;
  const other = isSilent ? undefined : Object.values(brands).find((brand) => matches(brand, userInfo));
  const actual = isSilent ? unknownBrand : (other?.displayName ?? "a gateway of an unknown brand");
  const expected = profile.displayName;
  const what = other ? `a ${actual} gateway` : actual;
  const message = `${endpoint} (${source}) is ${what}, not a ${expected} one`;
  throw createError("WrongGateway", message, { expected, actual, endpoint });
}

function matches(identity: BrandIdentity, userInfo: Partial<GetUserInfo.S2C>): boolean {
  return isEveryField(identity, (name) => userInfo[name] === identity.userInfo[name]);
}

function isEveryField({ userInfo }: BrandIdentity, holds: (name: keyof GetUserInfo.S2C) => boolean): boolean {
  return keysOf(userInfo).every(holds);
}

function keysOf<T extends object>(value: T): (keyof T)[] {
  return Object.keys(value) as (keyof T)[];
}
