import fc from "fast-check";
import type { ScalarName } from "../message/message-shape.js";
import { is64Bit } from "../message/scalar-rules.js";
import type { PlainRule, PlainShape, PlainTime } from "../plain/plain-shape.js";
import { type EnumObject, valuesOf } from "../protocol/enum-names.js";

/**
 * Messages of a shape, whose fields hold what the contract says: any number for an enum, any day and moment.
 *
 * @param isComplete whether they have every field, and an item in every list
 */
export function arbitraryMessage({ isCode, wire, fields }: PlainShape, isComplete = false): fc.Arbitrary<object> {
  if (isCode) return arbitraryCode;
  const required: Record<string, fc.Arbitrary<unknown>> = {};
  const optional: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, rule] of Object.entries(fields)) {
    const value = (content: unknown) =>
      arbitraryValue(rule, typeof content === "string" ? (content as ScalarName) : "bool", isComplete);
    if (wire.required?.[name] !== undefined) required[name] = value(wire.required[name]);
    else if (wire.optional?.[name] !== undefined) optional[name] = value(wire.optional[name]);
    else required[name] = fc.array(value(wire.repeated?.[name]), { minLength: isComplete ? 1 : 0, maxLength: 2 });
  }
  const all = { ...required, ...optional };
  return fc.record(all, { requiredKeys: Object.keys(isComplete ? all : required) });
}

const arbitraryCode = fc.record({
  market: fc.oneof(fc.constantFrom(1, 11, 21, 31, 101, 2, 0), fc.integer()),
  code: fc.oneof(fc.constantFrom("00700", "AAPL", ".SPX", ""), fc.string()),
});

function arbitraryValue(rule: PlainRule, scalar: ScalarName, isComplete: boolean): fc.Arbitrary<unknown> {
  if (typeof rule === "object") {
    if ("shape" in rule) return arbitraryMessage(rule.shape, isComplete);
    return "enum" in rule ? arbitraryEnum(rule.enum, scalar) : arbitraryFlags(scalar);
  }
  if (rule === "same" || rule === "secret") return arbitraryScalar(scalar);
  if (rule === "quantity") return is64Bit(scalar) ? arbitrarySafe(scalar) : arbitraryScalar(scalar);
  return arbitraryTime(rule, scalar);
}

function arbitraryScalar(scalar: ScalarName): fc.Arbitrary<unknown> {
  switch (scalar) {
    case "bool":
      return fc.boolean();
    case "bytes":
      return fc.uint8Array({ maxLength: 8 });
    case "double":
      return fc.double();
    case "float":
      return fc.float();
    case "int32":
      return fc.integer();
    case "uint32":
      return fc.nat(2 ** 32 - 1);
    case "int64":
      return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    case "uint64":
      return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    case "string":
      return fc.string({ unit: "grapheme" });
  }
}

function arbitraryEnum(names: EnumObject, scalar: ScalarName): fc.Arbitrary<unknown> {
  const known = fc.constantFrom(...valuesOf(names));
  if (is64Bit(scalar))
    return fc.oneof(
      known.map((value) => BigInt(Number(value))),
      arbitrarySafe(scalar),
    );
  return fc.oneof(known, arbitraryScalar(scalar));
}

function arbitraryFlags(scalar: ScalarName): fc.Arbitrary<unknown> {
  return is64Bit(scalar) ? fc.oneof(fc.bigInt(0n, 255n), fc.bigInt(0n, 2n ** 52n)) : arbitraryScalar(scalar);
}

function arbitrarySafe(scalar: ScalarName): fc.Arbitrary<bigint> {
  const max = BigInt(Number.MAX_SAFE_INTEGER);
  return fc.bigInt({ min: scalar === "uint64" ? 0n : -max, max });
}

function arbitraryTime(form: PlainTime, scalar: ScalarName): fc.Arbitrary<unknown> {
  const day = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
  const days = day.map((date) => date.toISOString().slice(0, 10));
  const times = fc
    .tuple(day, fc.constantFrom(16, 19), fc.constantFrom("", ".5", ".123", ".123456"))
    .map(([date, length, fraction]) => date.toISOString().slice(11, length) + (length === 19 ? fraction : ""));
  switch (form) {
    case "day":
      return fc.oneof(days, fc.constant(""));
    case "slashedDay":
      return days.map((text) => text.replaceAll("-", "/"));
    case "compactDay": {
      const texts = days.map((text) => text.replaceAll("-", ""));
      if (scalar === "string") return fc.oneof(texts, fc.constant(""));
      const numbers = fc.oneof(texts.map(Number), fc.nat(2 ** 31 - 1));
      return is64Bit(scalar) ? numbers.map(BigInt) : numbers;
    }
    case "timeOfDay":
      return fc.oneof(times, fc.constant(""));
    case "iso":
      return fc.tuple(days, times, fc.constantFrom("Z", "+08:00")).map(([d, t, offset]) => `${d}T${t}${offset}`);
    case "moment":
      // As the plain form writes them: it adds seconds, and digits of a fraction in groups of three.
      return fc.oneof(
        fc
          .tuple(day, fc.constantFrom("", ".500", ".123", ".123456"))
          .map(([date, fraction]) => date.toISOString().slice(0, 19).replace("T", " ") + fraction),
        days,
        fc.constant(""),
      );
    default:
      return arbitrarySince(form, scalar);
  }
}

function arbitrarySince(form: PlainTime, scalar: ScalarName): fc.Arbitrary<unknown> {
  const unit = { milliseconds: 1e3, microseconds: 1e6 }[form as string] ?? 1;
  const near = fc.integer({ min: -(10 ** 10), max: 10 ** 11 }).map((seconds) => seconds * unit);
  if (scalar === "uint32") return arbitraryScalar(scalar);
  if (is64Bit(scalar)) {
    const whole = near.map((number) => BigInt(scalar === "uint64" ? Math.abs(number) : number));
    return fc.oneof(whole, arbitraryScalar(scalar));
  }
  return fc.oneof(near, fc.double({ min: 0, max: 2e9 * unit, noNaN: true }), arbitraryScalar(scalar));
}
