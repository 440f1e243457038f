/**
 * Reads the value of a field from its plain form.
 *
 * @throws `PlainMistake` with what is allowed
 */
export type PlainReader = (plain: unknown, zone: string | undefined) => unknown;
