import { zoneIn } from "../message/zone-in.js";
import { PlainMistake, toPlainError } from "./plain-error.js";
import { plainPlanOf } from "./plain-plan.js";
import type { PlainShape } from "./plain-shape.js";

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
   * @throws `ValueOutOfRange` for a quantity beyond 2^53, which is never rounded
   */
  toPlain(message: Message, zone?: string): Plain;
  /**
   * Returns the message for a plain form. Lists may be left out.
   *
   * @param zone see `toPlain`
   * @throws `InvalidMessage` with the path, what it got, and what is allowed; `InvalidCode`
   */
  fromPlain(plain: Plain, zone?: string): Message;
  /** Returns the time zone of the market that a message names. Undefined if it names none that has one. */
  zoneOf(message: Message): string | undefined;
}

/**
 * Creates the plain form of a message from a table. A message that fits the table has the types `Message` and `Plain`.
 *
 * @internal
 */
export function createPlainForm<Message extends object, Plain>(shape: PlainShape): PlainForm<Message, Plain> {
  return {
    shape,
    toPlain: (message, zone) => explain(shape, () => plainPlanOf(shape).toPlain(message, zone)) as Plain,
    fromPlain: (plain, zone) => explain(shape, () => plainPlanOf(shape).fromPlain(plain, zone)) as Message,
    zoneOf: (message) => shape.market && zoneIn(shape.market, message)?.zone,
  };
}

function explain(shape: PlainShape, convert: () => unknown): unknown {
  try {
    return convert();
  } catch (error) {
    if (error instanceof PlainMistake) throw toPlainError(shape.name, error);
    throw error;
  }
}
