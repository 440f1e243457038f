import { zoneIn } from "../message/complete-request.js";
import { readerOf } from "./from-plain/message-reader.js";
import { PlainMistake, toPlainError } from "./plain-error.js";
import type { PlainShape } from "./plain-shape.js";
import type { PlainWriter } from "./to-plain/nested.js";
import { withOmitted } from "./to-plain/omit.js";

/**
 * The plain form of one message: what a person would write by hand in JSON. Codes are `"HK.00700"`, enums their short
 * names (a number without a name stays a number), quantities numbers, ids decimal text, days `2026-05-08`, moments ISO 8601
 * with the offset of the market, bytes Base64. What is absent stays absent.
 */
export interface PlainForm<Message, Plain> {
  /** The table that it follows. */
  readonly shape: PlainShape;
  /**
   * Returns the plain form of a message.
   *
   * @param zone the time zone of the market, by its name in the IANA database, for a message that names no market.
   * Without either, texts of moments have no offset, and numbers are shown in UTC
   * @returns a quantity beyond 2^53 is left out, which `omittedFrom` tells. It is never rounded
   */
  toPlain(message: Message, zone?: string): Plain;
  /**
   * Returns the message for a plain form. Lists may be left out.
   *
   * @param zone see `toPlain`
   * @throws `InvalidMessage` with the path, what it got, and what is allowed; `InvalidCode`
   */
  fromPlain(plain: Plain, zone?: string): Message;
  /**
   * Makes the plain form without noting what it left out.
   *
   * @internal
   */
  write(message: Message, zone: string | undefined): Plain;
  /** Returns the time zone of the market that a message names. Undefined if it names none that has one. */
  zoneOf(message: Message): string | undefined;
}

/**
 * Creates the plain form of a message from a table, and a function that is generated from the same contract. A message that
 * fits the table has the types `Message` and `Plain`.
 *
 * @internal
 */
export function createPlainForm<Message extends object, Plain>(
  shape: PlainShape,
  write: PlainWriter<Message, Plain>,
): PlainForm<Message, Plain> {
  return {
    shape,
    write,
    toPlain: (message, zone) => withOmitted(() => write(message, zone)),
    fromPlain: (plain, zone) => explain(shape, () => readerOf(shape)(plain, zone) as Message),
    zoneOf: (message) => shape.market && zoneIn(shape.market, message, undefined),
  };
}

function explain<T>(shape: PlainShape, convert: () => T): T {
  try {
    return convert();
  } catch (error) {
    if (error instanceof PlainMistake) throw toPlainError(shape.name, error);
    throw error;
  }
}
