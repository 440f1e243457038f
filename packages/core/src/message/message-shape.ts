/** The content of a field: the name of a scalar, or the shape of a message. Enums are `int32`. */
export type FieldShape = ScalarName | MessageShape;

/** The scalars of OpenD's schema. */
export type ScalarName = "bool" | "bytes" | "double" | "float" | "int32" | "int64" | "string" | "uint32" | "uint64";

/** The fields of a message, by name. */
export interface MessageShape {
  readonly required?: Readonly<Record<string, FieldShape>>;
  readonly optional?: Readonly<Record<string, FieldShape>>;
  readonly repeated?: Readonly<Record<string, FieldShape>>;
  /**
   * Whether a message has everything that is required, when its own fields can tell. Only messages in lists have it:
   * with the names written out, it takes a tenth of the time of looking them up.
   */
  readonly isComplete?: (message: Readonly<Record<string, unknown>>) => boolean;
  /** Reads the message from a text, which a request may have in its place: a security code. */
  readonly fromText?: (text: string) => object;
  /** Fields for which a request may have a `Date`, and how it is written. */
  readonly dates?: Readonly<Record<string, DateWriter>>;
  /** Where the message names the market in whose time zone its days and times are. Only for requests with `dates`. */
  readonly market?: MarketPlace;
}

/**
 * Writes a moment as a field has it: as a text on the clocks of a time zone, by its name in the IANA database, or as a
 * number. Those that need no zone take no second parameter.
 */
export type DateWriter = (date: Date, zone: string) => string | number;

/** Where a message names its market, and the time zones of the markets. */
export interface MarketPlace {
  /** The names of the fields that lead to the number of the market; 0 is the first item of a list. */
  readonly path: readonly (string | 0)[];
  /** The time zones by the number of the market. A market without one is left out. */
  readonly zones: Readonly<Record<number, string>>;
}

/** The mistake in a message and its path, such as `c2s.security.code`. */
export interface Mistake {
  readonly path: string;
  readonly reason: string;
}
