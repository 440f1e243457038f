// Works byte by byte, because making a DataView for every frame takes about 30 times as long as using it (Node 24, `pnpm
// --filter @opend/core bench`). uint32.spec.ts compares the results with those of a DataView.

/** Writes the low 32 bits of a number, the lowest byte first. */
export function writeUint32LittleEndian(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
}

/** Writes the low 32 bits of the whole part of a number, the highest byte first. */
export function writeUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

/** Reads 32 bits, the highest byte first. A missing byte counts as 0. */
export function readUint32(bytes: Uint8Array, at: number): number {
  const high = ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16);
  return (high | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0;
}
