import { messageArbitrary } from "@opend/test-kit/official/message-arbitrary";
import { officialRoot } from "@opend/test-kit/official/official-root";
import fc from "fast-check";
import protobuf from "protobufjs";
import type { Call } from "../../peers/drop-in/official-types.js";

/** Requests per method, besides the smallest one. */
const requestsPerMethod = 3;

/** The same calls in every run: for each method, the smallest request and some random ones. */
export function officialCalls(methods: ReadonlyMap<string, string>): Call[] {
  return [...methods].flatMap(([method, protocol], index) => {
    const type = officialRoot.lookupType(`${protocol}.Request`);
    const random = fc.sample(messageArbitrary(type), { numRuns: requestsPerMethod, seed: index });
    return [smallest(type), ...random].map((request) => ({ method, request: toJson(request) }));
  });
}

/** A message with its required fields only. */
function smallest(type: protobuf.Type): object {
  const required = type.fieldsArray.filter((field) => field.required || field.repeated);
  return Object.fromEntries(required.map((field) => [field.name, field.repeated ? [] : smallestValue(field)]));
}

function smallestValue({ resolvedType, type }: protobuf.Field): unknown {
  if (resolvedType instanceof protobuf.Type)
    return resolvedType.name === "Security" ? security : smallest(resolvedType);
  if (type === "string") return "2026-05-08";
  return type === "bool" ? true : 1;
}

const security = { market: 1, code: "00700" };

/** The official packages have the names of fields in camel case. JSON knows neither 64-bit integers nor bytes. */
function toJson(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("hex") };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [protobuf.util.camelCase(name), toJson(item)]));
}
