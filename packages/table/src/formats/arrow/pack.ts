/** Which values are there: a bit for each, and how many are not. Without bits when all are there. */
export interface Validity {
  readonly length: number;
  readonly nullCount: number;
  readonly nullBitmap?: Uint8Array;
}

/** Returns which values are there. */
export function packValidity(values: readonly unknown[]): Validity {
  const { length } = values;
  const nullBitmap = packBits(values, (value) => value !== null);
  let nullCount = 0;
  values.forEach((value) => {
    if (value === null) nullCount += 1;
  });
  return nullCount === 0 ? { length, nullCount } : { length, nullCount, nullBitmap };
}

/** Returns a bit for each value, the lowest first. */
export function packBits<T>(values: readonly T[], isSet: (value: T) => boolean): Uint8Array {
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  values.forEach((value, index) => {
    if (isSet(value)) bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
  });
  return bits;
}

/** Puts numbers into an array. A null becomes 0. */
export function packNumbers<A extends Float64Array | Int32Array>(values: readonly (number | null)[], packed: A): A {
  values.forEach((value, index) => {
    packed[index] = value ?? 0;
  });
  return packed;
}

/** Returns whole numbers with 64 bits. A null becomes 0. */
export function packIntegers(values: readonly (number | bigint | null)[]): BigInt64Array {
  const packed = new BigInt64Array(values.length);
  values.forEach((value, index) => {
    packed[index] = BigInt(value ?? 0);
  });
  return packed;
}

/** Texts in UTF-8, one after the other, and where each begins. */
export interface PackedTexts {
  readonly data: Uint8Array;
  readonly valueOffsets: Int32Array;
}

/** Returns texts in UTF-8. A null has no bytes. */
export function packTexts(values: readonly (string | null)[]): PackedTexts {
  const encoder = new TextEncoder();
  const valueOffsets = new Int32Array(values.length + 1);
  let bytes = new Uint8Array(values.length * 16 + 64);
  let end = 0;
  values.forEach((value, index) => {
    if (value !== null) {
      const most = end + value.length * 3;
      if (most > bytes.length) {
        const larger = new Uint8Array(most * 2);
        larger.set(bytes.subarray(0, end));
        bytes = larger;
      }
      end += encoder.encodeInto(value, bytes.subarray(end)).written;
    }
    valueOffsets[index + 1] = end;
  });
  return { data: bytes.subarray(0, end), valueOffsets };
}
