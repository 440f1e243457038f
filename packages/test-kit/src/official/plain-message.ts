import protobuf from "protobufjs";
import type { PlainMessage } from "./message-arbitrary.js";
import { Long } from "./official-root.js";

/** Encodes plain data the way the official client does. */
export function encodeOfficially(type: protobuf.Type, message: PlainMessage): Uint8Array {
  // Its bytes are a Buffer where there is one, and fields of bytes are parts of what is decoded.
  return new Uint8Array(type.encode(type.create(toOfficial(message) as PlainMessage)).finish());
}

/** Decodes the way the official client does, and gives plain data. */
export function decodeOfficially(type: protobuf.Type, bytes: Uint8Array): PlainMessage {
  return fromOfficial(type.decode(bytes)) as PlainMessage;
}

/** What we have decoded, without the fields that are absent. */
export function withoutAbsentFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAbsentFields);
  if (!isMessage(value)) return value;
  const present = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(present.map(([name, item]) => [name, withoutAbsentFields(item)]));
}

function toOfficial(value: unknown): unknown {
  if (typeof value === "bigint") return Long.fromString(String(value), value >= 0n);
  if (Array.isArray(value)) return value.map(toOfficial);
  if (!isMessage(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toOfficial(item)]));
}

/** Fields that are properties of their own are the ones that were there; lists are there even when they are empty. */
function fromOfficial(value: unknown): unknown {
  if (Long.isLong(value)) return BigInt(String(value));
  if (Array.isArray(value)) return value.map(fromOfficial);
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (!(value instanceof protobuf.Message)) return value;
  const present = value.$type.fieldsArray.filter(({ name }) => Object.hasOwn(value, name));
  return Object.fromEntries(present.map(({ name }) => [name, fromOfficial(Reflect.get(value, name))]));
}

function isMessage(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof Uint8Array);
}
