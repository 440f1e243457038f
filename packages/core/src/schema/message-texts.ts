import type { EnumTexts } from "./enum-texts.js";

/** What a message is, and what its fields hold. */
export interface MessageTexts {
  readonly text: string;
  /** The fields, by name. */
  readonly fields: Readonly<Record<string, FieldTexts>>;
}

/** What a field holds: in words, and as data as far as the plain form does not say it. */
export interface FieldTexts {
  readonly text: string;
  /** What a quantity counts, such as `shares`; `percent`, or `ratio`, for a number relative to another one. */
  readonly unit?: string;
  /**
   * The currency of a price or an amount of money: an ISO 4217 code, `security` or `account` for the currency of
   * these, `unknown`, or the name of the field that holds it. `S2C.currency` is a field of the reply's body.
   */
  readonly currency?: string;
  /** What an id identifies, such as `order`. */
  readonly id?: string;
  /** Whether the official texts do not say what the field holds. */
  readonly isUnknown?: true;
  /** The texts of the enum whose values it holds. */
  readonly enum?: EnumTexts;
  /** The texts of the message that it holds. */
  readonly message?: MessageTexts;
}
