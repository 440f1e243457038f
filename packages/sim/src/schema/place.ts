import { zoneIn } from "@opend/core/internal/simulator";
import type { PlainShape } from "@opend/core/plain";
import type { Qot_Common } from "@opend/core/protocols";
import type { Fields } from "../base/fields.js";
import { hashText, noiseAt } from "../base/hash.js";
import { zones } from "../market/calendar/market-time.js";
import { clockOfMarket, quotedProfileOf } from "../market/data/quote-market.js";
import { profileOf, type SecurityProfile } from "../market/data/security-profile.js";

/** The place of a message in a reply. The values of the message depend on nothing else. */
export interface Place {
  /** The seed of all noise in the message. */
  readonly seed: number;
  /** The index of the message in its list, counted over all pages. 0 outside of lists. */
  readonly index: number;
  /** How many lists contain the message. */
  readonly depth: number;
  /** The security that the message is about. */
  readonly security: Qot_Common.Security;
  /** The security that the request is about. */
  readonly owner: Qot_Common.Security;
  /** The profile of `security`. */
  readonly profile: SecurityProfile;
  /** The trading day of its prices. 0 is the newest. */
  readonly day: number;
  /** The time zone of its days and times, by its name in the IANA database. */
  readonly zone: string;
}

/** The place of the body of a reply. */
export function placeOf(protocolName: string, security: Qot_Common.Security): Place {
  const { market, code } = security;
  const seed = hashText(`${protocolName} ${market}.${code}`);
  const profile = profileOfSecurity(security);
  const about = { security, owner: security, profile, day: 0 };
  return { seed, index: 0, depth: 0, ...about, zone: zones[profile.market] };
}

/** The place of what is in a message. The market that the message names tells the time zone. */
export function placeWithin(place: Place, { market }: PlainShape, message: Fields): Place {
  return market ? { ...place, zone: zoneIn(market, message, place.zone) ?? "UTC" } : place;
}

/** The place of a message in a field. */
export function placeIn(place: Place, name: string): Place {
  return { ...place, seed: mix(place.seed, hashText(name), 0) };
}

/** The place of an item of a list. Each item is a trading day older than the one before. */
export function placeInList(place: Place, name: string, index: number): Place {
  return { ...place, seed: mix(place.seed, hashText(name), index + 1), index, depth: place.depth + 1, day: index };
}

/** The place of a message about another security, as it is on the newest day. */
export function placeAbout(place: Place, security: Qot_Common.Security): Place {
  return { ...place, security, profile: profileOfSecurity(security), day: 0 };
}

/** The noise of a field of the message: a number from 0 up to, but not including, 1. */
export function noiseOf({ seed }: Place, name: string, salt = 0): number {
  return noiseAt(seed, hashText(name), salt);
}

/** A security of a market without data of its own is like one of Hong Kong. */
function profileOfSecurity(security: Qot_Common.Security): SecurityProfile {
  const clock = clockOfMarket(security.market);
  return clock ? quotedProfileOf(clock, security) : profileOf("HK", `${security.market}.${security.code}`);
}

function mix(seed: number, index: number, salt: number): number {
  return Math.floor(noiseAt(seed, index, salt) * 2 ** 32);
}
