import protobuf from "protobufjs";
import type { PlainMessage } from "./message-arbitrary.js";
import { Long } from "./official-root.js";

/** Encodes plain data like the official client. */
export function encodeOfficially(type: protobuf.Type, message: PlainMessage): Uint8Array {
  // It gives bytes as a Buffer if there is one, and fields of bytes are views of the input.
  return new Uint8Array(type.encode(type.create(toOfficial(message) as PlainMessage)).finish());
}

/** Decodes like the official client, and returns plain data. */
export function decodeOfficially(type: protobuf.Type, bytes: Uint8Array): PlainMessage {
  return fromOfficial(type.decode(bytes)) as PlainMessage;
}

/** Returns what our codec decoded, without absent fields. */
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

/** A field was there if it is an own property. Lists are there even when they are empty. */
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
