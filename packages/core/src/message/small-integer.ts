/** A reader's place in its bytes. */
export interface ReadPosition {
  readonly source: Uint8Array;
  pos: number;
}

/** Bytes from here on say that another one follows. A missing byte counts as one of them. */
const more = 128;

/**
 * Reads a varint of up to five bytes that is below 2^35, such as a volume or a time in seconds. Returns undefined for any
 * other, or one that is cut off; the position then stays where it is.
 *
 * The library reads every 64-bit integer as two halves of 32 bits and joins them as a `bigint`. Small ones need no halves.
 * The loop is unrolled. It takes 0.3 of the library's time (Node 24, `pnpm --filter @opend/core bench`). `small-integer.spec.ts`
 * compares the results with the library's, also for bytes that are cut off.
 */
export function readSmallInteger(reader: ReadPosition): bigint | undefined {
  const { source } = reader;
  let { pos } = reader;
  let byte = source[pos++] ?? more;
  let low = byte & 127;
  if (byte >= more) {
    byte = source[pos++] ?? more;
    low |= (byte & 127) << 7;
    if (byte >= more) {
      byte = source[pos++] ?? more;
      low |= (byte & 127) << 14;
      if (byte >= more) {
        byte = source[pos++] ?? more;
        low |= (byte & 127) << 21;
        if (byte >= more) {
          byte = source[pos++] ?? more;
          if (byte >= more) return undefined;
          reader.pos = pos;
          return BigInt(low + byte * 2 ** 28);
        }
      }
    }
  }
  reader.pos = pos;
  return BigInt(low);
}
