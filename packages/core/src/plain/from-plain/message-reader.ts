import { describeUnknownField } from "../../base/nearest-name.js";
import { zoneIn } from "../../message/complete-request.js";
import type { ScalarName } from "../../message/message-shape.js";
import { describeGiven, PlainMistake, rethrowUnder } from "../plain-error.js";
import type { PlainShape, PlainTime } from "../plain-shape.js";
import { type ScalarRule, type ShapeField, shapeFields } from "../shape-fields.js";
import { readCode } from "./code-reader.js";
import { enumReader, flagsReader } from "./enum-readers.js";
import type { PlainReader } from "./plain-reader.js";
import { quantityReader, scalarReader, secretReader } from "./scalar-readers.js";
import { localOf, timeReader } from "./time-readers.js";

interface ReadField {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isList: boolean;
  readonly isSecret: boolean;
  readonly read: PlainReader;
  /** Whether it is a time, or a message that may have times. */
  readonly needsZone: boolean;
  /** The field that has the same moment in seconds since 1970. */
  readonly timestamp: string | undefined;
}

const readers = new WeakMap<PlainShape, PlainReader>();

/** Returns the reader of a message. Each is built once, when it is first used. */
export function readerOf(shape: PlainShape): PlainReader {
  const known = readers.get(shape);
  if (known) return known;
  const reader = shape.isCode ? readCode : messageReader(shape);
  readers.set(shape, reader);
  return reader;
}

function messageReader(shape: PlainShape): PlainReader {
  const { market } = shape;
  const fields = shapeFields(shape).map((field) => toField(field, shape.timestamps?.[field.name]));
  const names = fields.map(({ name }) => name);
  const known = new Set(names);
  // A secret may stand in the wrong place, so no error about such a message holds what was given.
  const hides = fields.some(({ isSecret }) => isSecret);
  // The market that a message names tells the time zone of its days, its times and the messages in it.
  const comesLast = ({ name, needsZone }: ReadField) => needsZone && name !== market?.path[0];
  const first = fields.filter((field) => !comesLast(field));
  const last = fields.filter(comesLast);
  return (plain, above) => {
    if (!isFields(plain))
      throw new PlainMistake(`is ${hides ? "something else" : describeGiven(plain)}: use an object`);
    const unknown = Object.keys(plain).find((name) => !known.has(name) && plain[name] !== undefined);
    if (unknown !== undefined && hides) {
      throw new PlainMistake(`has a field that does not exist: the fields are ${names.join(", ")}`);
    }
    if (unknown !== undefined) rethrowUnder(`.${unknown}`, new PlainMistake(describeUnknownField(unknown, names)));
    const message: Record<string, unknown> = {};
    for (const field of first) setField(message, field, plain, above, hides);
    const zone = market ? zoneIn(market, message, above) : above;
    for (const field of last) setField(message, field, plain, zone, hides);
    return message;
  };
}

function setField(
  message: Record<string, unknown>,
  { name, isRequired, isList, isSecret, read, timestamp }: ReadField,
  plain: Readonly<Record<string, unknown>>,
  zone: string | undefined,
  hides: boolean,
): void {
  const given = plain[name];
  const value = timestamp === undefined ? given : localOf(given, plain[timestamp]);
  try {
    if (value === undefined) {
      if (isList) message[name] = [];
      else if (isRequired) throw new PlainMistake("is required and missing");
    } else {
      message[name] = isList ? readList(read, value, zone) : read(value, zone);
    }
  } catch (error) {
    // What is wrong with a secret is told without its value anyway.
    const isShown = !hides || isSecret || value === undefined || !(error instanceof PlainMistake);
    rethrowUnder(`.${name}`, isShown ? error : new PlainMistake("does not fit its type"));
  }
}

function readList(read: PlainReader, list: unknown, zone: string | undefined): unknown[] {
  if (!Array.isArray(list)) throw new PlainMistake(`is ${describeGiven(list)}: use a list`);
  const items: unknown[] = [];
  for (const item of list) {
    try {
      items.push(read(item, zone));
    } catch (error) {
      rethrowUnder(`[${items.length}]`, error);
    }
  }
  return items;
}

function toField({ name, isRequired, isList, content }: ShapeField, timestamp: string | undefined): ReadField {
  if ("shape" in content) {
    const { shape } = content;
    const needsZone = shape.isCode !== true;
    return { name, isList, isRequired, isSecret: false, read: readerOf(shape), needsZone, timestamp };
  }
  const { rule, scalar } = content;
  const [isSecret, needsZone] = [rule === "secret", isTime(rule)];
  return { name, isList, isRequired, isSecret, read: scalarReaderOf(rule, scalar), needsZone, timestamp };
}

function scalarReaderOf(rule: ScalarRule, scalar: ScalarName): PlainReader {
  if (typeof rule === "object") {
    return "enum" in rule ? enumReader(rule.enum, scalar) : flagsReader(rule.flags, scalar);
  }
  if (rule === "same") return scalarReader(scalar);
  if (rule === "quantity") return quantityReader(scalar);
  return rule === "secret" ? secretReader(scalar) : timeReader(rule, scalar);
}

function isTime(rule: ScalarRule): rule is PlainTime {
  return typeof rule === "string" && rule !== "same" && rule !== "quantity" && rule !== "secret";
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
