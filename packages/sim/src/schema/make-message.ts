import type { ScalarName } from "@opend/core";
import { is64Bit } from "@opend/core/internal/simulator";
import type { PlainRule, PlainShape } from "@opend/core/plain";
import type { Qot_Common } from "@opend/core/protocols";
import type { Fields } from "../base/fields.js";
import { listedAt } from "../market/listing/listing.js";
import { enumValueOf, flagsOf } from "./field-enum.js";
import { doubleOf, int32Of, int64Of, mayBeZero, quantityOf } from "./field-number.js";
import { textOf } from "./field-text.js";
import { timeOf, timeRuleOf } from "./field-time.js";
import { noiseOf, type Place, placeAbout, placeIn, placeInList, placeWithin } from "./place.js";
import { scalarOf } from "./scalar-of.js";
import { toInteger } from "./to-integer.js";

/** The share of optional fields that are absent, and the share of those that can be 0 that are 0. */
const absentShare = 0.05;
const zeroShare = 0.04;

/**
 * Makes a message of any shape. It has all required fields and most of the others, and is always the same at the same
 * place.
 *
 * @param given fields whose values are given
 */
export function makeMessage(shape: PlainShape, place: Place, given: Fields = {}): Fields {
  const { wire, market } = shape;
  const message: Record<string, unknown> = { ...given };
  const lists = Object.keys(wire.repeated ?? {}).filter((name) => !(name in given));
  const add = (name: string, at: Place) => {
    if (name in message || isLeftOut(shape, at, name)) return;
    if (lists.includes(name)) message[name] = makeList(shape, at, name);
    else message[name] = isCount(shape, name, lists) ? lengthOf(message[lists[0] ?? ""]) : makeField(shape, at, name);
  };
  // The market that a message names tells the time zone of all its other fields.
  const [marketField] = market?.path ?? [];
  if (typeof marketField === "string") add(marketField, place);
  const inside = placeWithin(place, shape, message);
  for (const name of [...lists, ...Object.keys(shape.fields)]) add(name, inside);
  return message;
}

/** Makes an item of a list. @param security what it is about. Default: one of its own, if it has a field for that */
export function makeItem(
  shape: PlainShape,
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
export function hasOwnSecurity({ fields, wire }: PlainShape): boolean {
  return Object.entries(fields).some(([name, rule]) => {
    const inner = shapeIn(rule);
    if (inner === undefined || name in (wire.repeated ?? {})) return false;
    return inner.isCode ? !isOwnerName(name) : hasOwnSecurity(inner);
  });
}

/** The message in a field. Undefined for any other field. */
export function shapeIn(rule: PlainRule | undefined): PlainShape | undefined {
  return typeof rule === "object" && "shape" in rule ? rule.shape : undefined;
}

/** A security that the request does not name. Each index has another one. */
function securityAt({ market }: Qot_Common.Security, seed: number, index: number): Qot_Common.Security {
  return listedAt(market, seed + index * 7);
}

function isOwnerName(name: string): boolean {
  return /owner|underlying/i.test(name);
}

function makeList(shape: PlainShape, place: Place, name: string): readonly unknown[] {
  const length = place.depth === 0 ? 5 : 2;
  const inner = shapeIn(shape.fields[name]);
  return Array.from({ length }, (_, index) => {
    if (inner === undefined) return makeScalar(shape, placeInList(place, name, index), name);
    return inner.isCode ? securityAt(place.security, place.seed, index) : makeItem(inner, place, name, index);
  });
}

function makeField(shape: PlainShape, place: Place, name: string): unknown {
  const inner = shapeIn(shape.fields[name]);
  if (inner?.isCode) return isOwnerName(name) ? place.owner : place.security;
  if (inner) return makeMessage(inner, placeIn(place, name));
  return isZero(shape, place, name) ? toInteger(0, scalarIn(shape, name)) : makeScalar(shape, place, name);
}

/** A value that is no message, by what the field means. Its name decides where the contract does not tell enough. */
function makeScalar(shape: PlainShape, place: Place, name: string): unknown {
  const rule = shape.fields[name] ?? "same";
  const scalar = scalarIn(shape, name);
  if (typeof rule === "object" && "enum" in rule) return toInteger(enumValueOf(rule.enum, place, name), scalar);
  if (typeof rule === "object" && "flags" in rule) return toInteger(flagsOf(rule.flags, place, name), scalar);
  if (rule === "quantity" && is64Bit(scalar)) return BigInt(quantityOf(place, name));
  const time = timeRuleOf(rule, scalar, name);
  return time ? timeOf(shape, place, name, time, scalar) : scalars[scalar](place, name);
}

function scalarIn(shape: PlainShape, name: string): ScalarName {
  const scalar = scalarOf(shape, name);
  if (scalar) return scalar;
  throw new TypeError(`${name} is no scalar`);
}

/** Whether a field counts the items of the only list. */
function isCount({ wire }: PlainShape, name: string, lists: readonly string[]): boolean {
  const content = wire.required?.[name] ?? wire.optional?.[name];
  return content === "int32" && lists.length === 1 && /^(all|total)?count$/i.test(name);
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
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

function isLeftOut({ fields, wire }: PlainShape, place: Place, name: string): boolean {
  const field = wire.optional?.[name];
  const rule = fields[name];
  if (field === undefined || rule === undefined) return false;
  // Fields that identify a message are always present.
  const inner = shapeIn(rule);
  if (inner?.isCode || (inner && place.depth === 0)) return false;
  if (/id$|name$|code$/i.test(name) || (typeof field === "string" && timeRuleOf(rule, field, name))) return false;
  return noiseOf(place, name, 1) < absentShare;
}

/** Whether an optional number is 0 this time. Times and enums never are. */
function isZero({ fields, wire }: PlainShape, place: Place, name: string): boolean {
  const field = wire.optional?.[name];
  const isNumber = typeof field === "string" && !["bool", "bytes", "string"].includes(field);
  if (!isNumber || !(fields[name] === "same" || fields[name] === "quantity") || !mayBeZero(name)) return false;
  return noiseOf(place, name, 2) < zeroShare;
}
