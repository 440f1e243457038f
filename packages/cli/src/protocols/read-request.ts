import { text } from "node:stream/consumers";
import { nearestName } from "@opend/core/internal";
import { type JsonSchema, jsonSchemaOf } from "@opend/core/schema";
import { readPlainNumber } from "../base/exact-number.js";
import type { Io } from "../base/io.js";
import { UsageError } from "../base/usage-error.js";
import type { AnyRequest } from "./any-protocol.js";
import { findJsonLoss } from "./find-json-loss.js";

/**
 * Reads a request in the plain form: as JSON, from stdin with `-`, or as `field=value` words. Enums take names in any case,
 * and what names begin with: `market=hk` is `HK_Security`.
 *
 * @throws `UsageError`
 */
export async function readRequest(io: Io, protocol: AnyRequest, words: readonly string[]): Promise<object> {
  const [first] = words;
  if (first === undefined) return {};
  const { properties = {}, $defs = {} } = jsonSchemaOf(protocol).request;
  // A secret may stand in the wrong place, so no error about such a request holds what was typed.
  const hides = Object.values(properties).some(({ writeOnly }) => writeOnly === true);
  const asked: Asked = { properties, pieces: $defs, hides };
  if (words.length === 1 && (first === "-" || /^\s*[{[]/.test(first))) {
    return parseObject(first === "-" ? await text(io.stdin) : first, asked);
  }
  const fields = words.map((word) => readField(word, asked));
  const [twice] = fields.find(([name], index) => fields.findIndex(([other]) => other === name) < index) ?? [];
  if (twice !== undefined) throw new UsageError(`the field ${twice} is given twice`);
  return Object.fromEntries(fields);
}

function parseObject(json: string, asked: Asked): object {
  const value = parseJson(json, asked);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new UsageError(`the request is an object, such as '{"security":"HK.00700"}'`);
}

function parseJson(json: string, { hides }: Asked): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    if (hides) throw new UsageError("the request is not JSON, or a part of it begins like JSON and is none");
    throw new UsageError(
      `this is not JSON: ${json.slice(0, 60)} (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  const loss = findJsonLoss(json);
  if (loss === undefined) return value;
  throw new UsageError(hides ? "a field of the request is given twice, or has too many digits" : loss);
}

/** Schemas by name: fields of a message, or the pieces that others refer to. */
type Schemas = Readonly<Record<string, JsonSchema>>;

/** What a request is read with. */
interface Asked {
  /** Its fields. */
  readonly properties: Schemas;
  /** What their schemas refer to. */
  readonly pieces: Schemas;
  /** Whether a field is a secret. */
  readonly hides: boolean;
}

function readField(word: string, asked: Asked): [string, unknown] {
  const { properties, hides } = asked;
  const [, name = "", value = ""] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
  if (name === "") throw new UsageError(`${hides ? "a word of the request" : word} is neither JSON nor field=value`);
  const schema = properties[name];
  if (schema === undefined) {
    const names = Object.keys(properties);
    if (hides) throw new UsageError(`the request has a field that does not exist: the fields are ${names.join(", ")}`);
    const nearest = nearestName(name, names);
    throw new UsageError(
      `the request has no field ${name}: ${nearest ? `did you mean ${nearest}?` : `it has ${names.join(", ") || "none"}`}`,
    );
  }
  return [name, readValue(schema, value, asked)];
}

function readValue(schema: JsonSchema, value: string, asked: Asked): unknown {
  if (/^\s*[[{]/.test(value)) return parseJson(value, asked);
  const choices = choicesOf(schema, asked.pieces);
  const types = choices.map(({ type }) => type);
  if (types.includes("array")) {
    const items = choices.find((choice) => choice.items)?.items ?? {};
    return value.split(",").map((item) => readValue(items, item, asked));
  }
  const names = choices.flatMap((choice) => choice.enum ?? []);
  if (names.length > 0) return nameFor(names, value);
  if (types.includes("boolean") && (value === "true" || value === "false")) return value === "true";
  const isNumber = types.includes("number") || types.includes("integer");
  // What is no plain number stays a text, so that the check of the request says what is allowed.
  return (isNumber ? readPlainNumber(value) : undefined) ?? value;
}

/** What a value may be, one by one. */
function choicesOf(schema: JsonSchema, pieces: Schemas): readonly JsonSchema[] {
  const { $ref, anyOf } = schema;
  if ($ref !== undefined) return choicesOf(pieces[$ref.replace("#/$defs/", "")] ?? {}, pieces);
  return anyOf ? anyOf.flatMap((choice) => choicesOf(choice, pieces)) : [schema];
}

/**
 * The first name that fits: of the names of markets, the one of stocks comes first. What no name
 * fits stays as it is, so that the check of the request says what is allowed.
 */
function nameFor(names: readonly string[], value: string): string | number {
  const wanted = value.toLowerCase();
  const same = names.find((name) => name.toLowerCase() === wanted);
  const begun = names.find((name) => name.toLowerCase().startsWith(`${wanted}_`));
  return same ?? begun ?? readPlainNumber(value) ?? value;
}
