import { text } from "node:stream/consumers";
import { nearestName } from "@opend/core/internal";
import { type JsonSchema, jsonSchemaOf } from "@opend/core/schema";
import type { Io } from "../base/io.js";
import { UsageError } from "../base/usage-error.js";
import type { AnyRequest } from "./any-protocol.js";

/**
 * Reads a request in the plain form: as JSON, from stdin with `-`, or as `field=value` words. Enums take names in any case,
 * and what names begin with: `market=hk` is `HK_Security`.
 *
 * @throws `UsageError`
 */
export async function readRequest(io: Io, protocol: AnyRequest, words: readonly string[]): Promise<object> {
  const [first] = words;
  if (first === undefined) return {};
  if (words.length === 1 && (first === "-" || /^\s*[{[]/.test(first))) {
    return parseObject(first === "-" ? await text(io.stdin) : first);
  }
  const { properties = {}, $defs = {} } = jsonSchemaOf(protocol).request;
  return Object.fromEntries(words.map((word) => readField(properties, $defs, word)));
}

function parseObject(json: string): object {
  const value = parseJson(json);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new UsageError(`the request is an object, such as '{"security":"HK.00700"}'`);
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new UsageError(
      `this is not JSON: ${json.slice(0, 60)} (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

/** Schemas by name: fields of a message, or the pieces that others refer to. */
type Schemas = Readonly<Record<string, JsonSchema>>;

function readField(properties: Schemas, pieces: Schemas, word: string): [string, unknown] {
  const [, name = "", value = ""] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
  if (name === "") throw new UsageError(`${word} is neither JSON nor field=value`);
  const schema = properties[name];
  if (schema === undefined) {
    const names = Object.keys(properties);
    const nearest = nearestName(name, names);
    throw new UsageError(
      `the request has no field ${name}: ${nearest ? `did you mean ${nearest}?` : `it has ${names.join(", ") || "none"}`}`,
    );
  }
  return [name, readValue(schema, pieces, value)];
}

function readValue(schema: JsonSchema, pieces: Schemas, value: string): unknown {
  if (/^\s*[[{]/.test(value)) return parseJson(value);
  const choices = choicesOf(schema, pieces);
  const types = choices.map(({ type }) => type);
  if (types.includes("array")) {
    const items = choices.find((choice) => choice.items)?.items ?? {};
    return value.split(",").map((item) => readValue(items, pieces, item));
  }
  const names = choices.flatMap((choice) => choice.enum ?? []);
  if (names.length > 0) return nameFor(names, value);
  if (types.includes("boolean") && (value === "true" || value === "false")) return value === "true";
  const isNumber = types.includes("number") || types.includes("integer");
  return isNumber && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : value;
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
  const name = same ?? begun;
  if (name !== undefined) return name;
  return /^-?\d+$/.test(value) ? Number(value) : value;
}
