import type { FieldShape, MessageShape, ScalarName } from "@opend/core";
import { Qot_Common } from "@opend/core/protocols";
import type { Fields } from "../base/fields.js";
import { doubleOf, int32Of, int64Of, mayBeZero } from "./field-number.js";
import { textOf } from "./field-text.js";
import { isTimeName } from "./field-time.js";
import { noiseOf, type Place, placeAbout, placeIn, placeInList } from "./place.js";

/** The share of optional fields that are absent, and the share of those that can be 0 that are 0. */
const absentShare = 0.05;
const zeroShare = 0.04;

/**
 * Makes a message of any shape. It has all required fields and most of the others, and is always the same at the same
 * place.
 *
 * @param given fields whose values are given
 */
export function makeMessage(shape: MessageShape, place: Place, given: Fields = {}): Fields {
  const { required = {}, optional = {}, repeated = {} } = shape;
  const lists: Record<string, readonly unknown[]> = {};
  for (const [name, item] of Object.entries(repeated)) {
    if (!(name in given)) lists[name] = makeList(item, place, name);
  }
  const message: Record<string, unknown> = { ...lists, ...given };
  for (const [name, field] of Object.entries(required)) {
    if (!(name in given)) message[name] = makeField(field, place, name, lists);
  }
  for (const [name, field] of Object.entries(optional)) {
    if (name in given || isLeftOut(field, place, name)) continue;
    message[name] = isZero(field, place, name) ? zeros[field] : makeField(field, place, name, lists);
  }
  return message;
}

/** Makes an item of a list. @param security what it is about. Default: one of its own, if it has a field for that */
export function makeItem(
  shape: MessageShape,
  place: Place,
  name: string,
  index: number,
  security?: Qot_Common.Security,
): Fields {
  const item = placeInList(place, name, index);
  const about = security ?? (hasOwnSecurity(shape) ? securityAt(place.security, place.seed, index) : undefined);
  return makeMessage(shape, about ? placeAbout(item, about) : item);
}

/** Whether a message has a field for the security that it is about. A field for its owner does not count. */
export function hasOwnSecurity({ required = {}, optional = {} }: MessageShape): boolean {
  return Object.entries({ ...required, ...optional }).some(([name, field]) => {
    if (field === Qot_Common.SecurityShape) return !isOwnerName(name);
    return typeof field !== "string" && hasOwnSecurity(field);
  });
}

/** A security that the request does not name. Each index has another one. */
function securityAt({ market }: Qot_Common.Security, seed: number, index: number): Qot_Common.Security {
  const number = 10_000 + (((seed % 90_000) + index * 7) % 90_000);
  if (market !== Qot_Common.QotMarket.US_Security) return { market, code: String(number) };
  return { market, code: `S${[...String(number)].map((digit) => "ABCDEFGHIJ"[Number(digit)]).join("")}` };
}

function isOwnerName(name: string): boolean {
  return /owner|underlying/i.test(name);
}

function makeList(item: FieldShape, place: Place, name: string): readonly unknown[] {
  const length = place.depth === 0 ? 5 : 2;
  return Array.from({ length }, (_, index) => {
    if (typeof item === "string") return scalars[item](placeInList(place, name, index), name);
    if (item === Qot_Common.SecurityShape) return securityAt(place.security, place.seed, index);
    return makeItem(item, place, name, index);
  });
}

function makeField(field: FieldShape, place: Place, name: string, lists: Readonly<Record<string, readonly unknown[]>>) {
  if (field === Qot_Common.SecurityShape) return isOwnerName(name) ? place.owner : place.security;
  if (typeof field !== "string") return makeMessage(field, placeIn(place, name));
  const [only, ...others] = Object.values(lists);
  if (field === "int32" && only && others.length === 0 && /^(all|total)?count$/i.test(name)) return only.length;
  if (field === "int32" && /market$/i.test(name)) return place.security.market;
  return scalars[field](place, name);
}

const scalars: Readonly<Record<ScalarName, (place: Place, name: string) => unknown>> = {
  bool: (place, name) => !/suspend|delist/i.test(name) && noiseOf(place, name) < 0.5,
  bytes: (place, name) => new TextEncoder().encode(`sim-${name}-${place.index}`),
  double: doubleOf,
  float: (place, name) => Math.fround(doubleOf(place, name)),
  int32: int32Of,
  int64: int64Of,
  string: textOf,
  uint32: int32Of,
  uint64: int64Of,
};

const zeros: Readonly<Partial<Record<ScalarName, unknown>>> = {
  double: 0,
  float: 0,
  int32: 0,
  int64: 0n,
  uint32: 0,
  uint64: 0n,
};

function isLeftOut(field: FieldShape, place: Place, name: string): boolean {
  // Fields that identify a message are always present.
  if (field === Qot_Common.SecurityShape || (typeof field !== "string" && place.depth === 0)) return false;
  if (isTimeName(name) || /id$|name$|code$/i.test(name)) return false;
  return noiseOf(place, name, 1) < absentShare;
}

function isZero(field: FieldShape, place: Place, name: string): field is keyof typeof zeros & ScalarName {
  if (typeof field !== "string" || !(field in zeros) || !mayBeZero(name)) return false;
  return noiseOf(place, name, 2) < zeroShare;
}
