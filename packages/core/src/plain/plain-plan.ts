import { nearestName } from "../base/nearest-name.js";
import type { ScalarName } from "../message/message-shape.js";
import { zoneIn } from "../message/zone-in.js";
import { codeConverter } from "./code-converter.js";
import { enumConverter, flagsConverter } from "./enum-converters.js";
import type { PlainConverter } from "./plain-converter.js";
import { describeGiven, PlainMistake, rethrowUnder } from "./plain-error.js";
import type { PlainShape, PlainTime } from "./plain-shape.js";
import { quantityConverter, scalarConverter, secretConverter } from "./scalar-converters.js";
import { type ScalarRule, type ShapeField, shapeFields } from "./shape-fields.js";
import { timeConverter } from "./time-converters.js";

interface PlainField {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isList: boolean;
  readonly converter: PlainConverter;
  /** Whether it is a time, or a message that may have times. */
  readonly needsZone: boolean;
}

const plans = new WeakMap<PlainShape, PlainConverter>();

/** Returns the converter of a message. Each is built once, when it is first used. */
export function plainPlanOf(shape: PlainShape): PlainConverter {
  const known = plans.get(shape);
  if (known) return known;
  const plan = shape.isCode ? codeConverter : messageConverter(shape);
  plans.set(shape, plan);
  return plan;
}

function messageConverter(shape: PlainShape): PlainConverter {
  const { market } = shape;
  const fields = shapeFields(shape).map(toField);
  const names = fields.map(({ name }) => name);
  const known = new Set(names);
  // The market that a message names tells the time zone of its days, its times and the messages in it.
  const comesLast = ({ name, needsZone }: PlainField) => needsZone && name !== market?.path[0];
  const first = fields.filter((field) => !comesLast(field));
  const last = fields.filter(comesLast);
  return {
    toPlain(message, above) {
      if (!isFields(message)) throw new PlainMistake(`is ${describeGiven(message)}, not a message`);
      const zone = market ? zoneBelow(market, message, above) : above;
      const plain: Record<string, unknown> = {};
      for (const { name, isList, converter } of fields) {
        const value = message[name];
        if (value === undefined) continue;
        try {
          plain[name] = isList ? listToPlain(converter, value, zone) : converter.toPlain(value, zone);
        } catch (error) {
          rethrowUnder(`.${name}`, error);
        }
      }
      return plain;
    },
    fromPlain(plain, above) {
      if (!isFields(plain)) throw new PlainMistake(`is ${describeGiven(plain)}: use an object`);
      const unknown = Object.keys(plain).find((name) => !known.has(name) && plain[name] !== undefined);
      if (unknown !== undefined) rethrowUnder(`.${unknown}`, unknownField(unknown, names));
      const message: Record<string, unknown> = {};
      for (const field of first) setField(message, field, plain, above);
      const zone = market ? zoneBelow(market, message, above) : above;
      for (const field of last) setField(message, field, plain, zone);
      return message;
    },
  };
}

function setField(
  message: Record<string, unknown>,
  { name, isRequired, isList, converter }: PlainField,
  plain: Readonly<Record<string, unknown>>,
  zone: string | undefined,
): void {
  const value = plain[name];
  try {
    if (value === undefined) {
      if (isList) message[name] = [];
      else if (isRequired) throw new PlainMistake("is required and missing");
    } else {
      message[name] = isList ? listFromPlain(converter, value, zone) : converter.fromPlain(value, zone);
    }
  } catch (error) {
    rethrowUnder(`.${name}`, error);
  }
}

function listToPlain(converter: PlainConverter, list: unknown, zone: string | undefined): unknown {
  if (!Array.isArray(list)) throw new PlainMistake(`is ${describeGiven(list)}, not a list`);
  return eachItem(list, (item) => converter.toPlain(item, zone));
}

function listFromPlain(converter: PlainConverter, list: unknown, zone: string | undefined): unknown {
  if (!Array.isArray(list)) throw new PlainMistake(`is ${describeGiven(list)}: use a list`);
  return eachItem(list, (item) => converter.fromPlain(item, zone));
}

function eachItem(list: readonly unknown[], convert: (item: unknown) => unknown): unknown[] {
  const converted: unknown[] = [];
  for (let index = 0; index < list.length; index++) {
    try {
      converted.push(convert(list[index]));
    } catch (error) {
      rethrowUnder(`[${index}]`, error);
    }
  }
  return converted;
}

function zoneBelow(
  market: NonNullable<PlainShape["market"]>,
  message: object,
  above: string | undefined,
): string | undefined {
  const found = zoneIn(market, message);
  return found ? found.zone : above;
}

function toField({ name, isRequired, isList, content }: ShapeField): PlainField {
  if ("shape" in content) {
    const { shape } = content;
    return { name, isList, isRequired, converter: plainPlanOf(shape), needsZone: shape.isCode !== true };
  }
  const { rule, scalar } = content;
  return { name, isList, isRequired, converter: converterOf(rule, scalar), needsZone: isTime(rule) };
}

function converterOf(rule: ScalarRule, scalar: ScalarName): PlainConverter {
  if (typeof rule === "object") {
    return "enum" in rule ? enumConverter(rule.enum, scalar) : flagsConverter(rule.flags, scalar);
  }
  if (rule === "same") return scalarConverter(scalar);
  if (rule === "quantity") return quantityConverter(scalar);
  return rule === "secret" ? secretConverter(scalar) : timeConverter(rule, scalar);
}

function isTime(rule: ScalarRule): rule is PlainTime {
  return typeof rule === "string" && rule !== "same" && rule !== "quantity" && rule !== "secret";
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A misspelled field: the nearest name comes first. */
function unknownField(name: string, names: readonly string[]): PlainMistake {
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? `the fields are ${names.join(", ") || "none"}` : `did you mean ${nearest}?`;
  return new PlainMistake(`does not exist: ${hint}`);
}
