import type { MarketPlace, MessageShape } from "../message/message-shape.js";
import type { EnumObject } from "../protocol/enum-names.js";

/**
 * How a field looks in the plain form, by what it means:
 *
 * - `same`: as the wire's type, with Base64 for bytes, and decimal text for 64-bit integers
 * - `quantity`: a 64-bit integer as a number
 * - a time: `day`, `slashedDay` and `compactDay` as `2026-05-08`, `moment`, `seconds`, `milliseconds` and `microseconds` in
 *   ISO 8601, `timeOfDay` and `iso` as they are
 * - `secret`: as it is, and never in an error
 * - `{ enum }`: its short name; `{ flags }`: a list of names
 * - the form of a message
 */
export type PlainRule =
  | "same"
  | "quantity"
  | PlainTime
  | "secret"
  | { readonly enum: EnumObject }
  | { readonly flags: EnumObject }
  | { readonly shape: PlainShape };

/** The forms of days and times. */
export type PlainTime =
  | "day"
  | "slashedDay"
  | "compactDay"
  | "timeOfDay"
  | "moment"
  | "seconds"
  | "milliseconds"
  | "microseconds"
  | "iso";

/** The plain form of a message, as a table: generated from the contract. */
export interface PlainShape {
  /** The full name of the message, such as `Qot_Common.KLine`. */
  readonly name: string;
  readonly wire: MessageShape;
  /** The fields, in the order of the schema. */
  readonly fields: Readonly<Record<string, PlainRule>>;
  /** The fields with a moment that another field has in seconds since 1970, which tells its offset: that other field. */
  readonly timestamps?: Readonly<Record<string, string>>;
  /** Where the message names the market in whose time zone its days and times are. Absent: that of the message above. */
  readonly market?: MarketPlace;
  /** Fields that the session fills in, so that requests leave them out. */
  readonly filled?: readonly string[];
  /** Whether the message is a security code, and so a text. */
  readonly isCode?: true;
}
