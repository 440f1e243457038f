/** Turns the value of one field into its plain form and back. */
export interface PlainConverter {
  /** @throws `PlainMistake` */
  toPlain(value: unknown, zone: string | undefined): unknown;
  /** @throws `PlainMistake` with what is allowed */
  fromPlain(plain: unknown, zone: string | undefined): unknown;
}
