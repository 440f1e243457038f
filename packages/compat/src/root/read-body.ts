import { messageType } from "./message-type.js";

/**
 * Reads the body of a request from the bytes that are sent. Absent fields are not properties.
 *
 * @throws when the bytes are none, or a required field is missing
 */
export function readBody<Body extends object = Readonly<Record<string, unknown>>>(
  name: string,
  bytes: Uint8Array,
): Body {
  const type = messageType(`${name}.Request`);
  const { c2s = {} } = type.toObject(type.decode(bytes));
  return c2s;
}
