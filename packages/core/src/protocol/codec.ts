import { createError, OpendError } from "../errors.js";

/** Turns messages of one type into bytes and back, and refuses one that lacks a required field. */
export interface Codec<T> {
  /** @throws `InvalidMessage` naming the path of the field that is missing or does not fit */
  encode(message: T): Uint8Array;
  /** @throws `MalformedMessage` when the bytes do not parse or lack a required field */
  decode(bytes: Uint8Array): T;
}

/** What ts-proto generates for a message, as far as the codec needs it. */
interface MessageFns<Loose> {
  encode(message: Loose): { finish(): Uint8Array };
  decode(bytes: Uint8Array): Loose;
}

/** The check of a message in which nothing is required. */
export const always = (): undefined => undefined;

/**
 * Joins generated encode and decode functions, which treat every field as optional, with the generated check for
 * required fields: what passes the check has the strict type.
 *
 * @param missing gives the path of the first required field that is missing
 */
export function createCodec<Loose, Strict extends Loose>(
  messageName: string,
  fns: MessageFns<Loose>,
  missing: (message: Loose) => string | undefined,
): Codec<Strict> {
  return {
    encode(message) {
      try {
        const path = missing(message);
        if (path !== undefined) {
          throw createError("InvalidMessage", `${messageName}: the required field ${path} is missing`, {
            messageName,
            path,
          });
        }
        return fns.encode(message).finish();
      } catch (cause) {
        if (cause instanceof OpendError) throw cause;
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw createError("InvalidMessage", `${messageName}: ${reason}`, { messageName, path: undefined }, { cause });
      }
    },
    decode(bytes) {
      let message: Loose;
      try {
        message = fns.decode(bytes);
      } catch (cause) {
        const reason = `${messageName}: ${bytes.length} bytes do not parse`;
        throw createError("MalformedMessage", reason, { messageName, path: undefined }, { cause });
      }
      const path = missing(message);
      if (path !== undefined) {
        throw createError("MalformedMessage", `${messageName}: the required field ${path} is missing`, {
          messageName,
          path,
        });
      }
      return message as Strict;
    },
  };
}
