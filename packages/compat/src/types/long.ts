/** A 64-bit integer, as the package `long` represents it. */
export interface Long {
  /** The lower 32 bits. */
  readonly low: number;
  /** The upper 32 bits. */
  readonly high: number;
  /** Whether the value is unsigned. */
  readonly unsigned: boolean;
  /** The value as a number. Rounded beyond 2^53. */
  toNumber(): number;
  /** The value in decimal, or to another base. */
  toString(radix?: number): string;
  /** The lower 32 bits as a number. */
  toInt(): number;
  /** The sum. */
  add(addend: Long | number | string): Long;
  /** The difference. */
  subtract(subtrahend: Long | number | string): Long;
  /** -1, 0 or 1, as this value is less, equal or greater. */
  compare(other: Long | number | string): number;
  /** Whether both are the same value. */
  equals(other: Long | number | string): boolean;
  /** Whether the value is 0. */
  isZero(): boolean;
}
