/** A column of a table that holds the rows of a protocol. */
export interface Column {
  /**
   * The names of the fields that lead to the value, joined with dots, such as `basic.curPrice`. Unique in a table: a field
   * of the reply that has the name of a field of the rows is `reply.optionUsedQuota`.
   */
  readonly name: string;
  /**
   * What the plain value is:
   *
   * - `text`: a text, such as a code, an id or Base64. JSON, where `isList` is true
   * - `int64`: a whole number within ±(2^53-1). Plain rows leave out one beyond, which `omittedFrom` has
   * - `uint64`: the same, never negative. The gateway has it up to 2^64-1
   * - `double`: a number, or one of the texts `NaN`, `Infinity`, `-Infinity` and `-0`
   * - `day`: `2026-05-08`, and `moment`: ISO 8601. The gateway may leave them empty or write them in another way, and a
   *   number that is none is a text of it
   * - `enum`: one of `names`, or the number of a value without a name
   */
  readonly type: "text" | "int64" | "uint64" | "double" | "bool" | "day" | "moment" | "enum";
  /**
   * What a number counts, fit for the head of a table: `shares`, `percent`, `ratio`. Of money: its ISO 4217 code, such as
   * `USD`, `currency of the security` or `currency of the account`, `see header.currency` for the currency that another
   * column holds, or `unknown currency`.
   */
  readonly unit?: string;
  /** What the value is, in words. */
  readonly description: string;
  /** Where the value is: in each row, or in the body of the reply, where it holds for all rows. */
  readonly from: "row" | "reply";
  /** The names of the fields that lead from there to the value. Empty for rows that are no messages. */
  readonly path: readonly string[];
  /** What an id identifies, such as `order`. */
  readonly id?: string;
  /** The short names of the enum. */
  readonly names?: readonly string[];
  /** Whether the value is a list, which the column holds as JSON. */
  readonly isList?: true;
  /** Whether a moment is on the clocks of the market, so that it has no offset where the market is not known. */
  readonly zone?: true;
  /** Whether the value is a secret, which does not belong into tables. */
  readonly isSecret?: true;
}
