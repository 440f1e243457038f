/** Hashes a text to a 32-bit number (FNV-1a). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** A number from 0 up to, but not including, 1. It looks random, but the same arguments always give the same number. */
export function noiseAt(seed: number, index: number, salt: number): number {
  // The finisher of MurmurHash3: a change of one bit anywhere changes about half of the result.
  let hash = (seed ^ Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca77)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Like {@link noiseAt}, but from `low` up to `high`. */
export function noiseBetween(seed: number, index: number, salt: number, low: number, high: number): number {
  return low + noiseAt(seed, index, salt) * (high - low);
}

/** Rounds to `digits` digits after the decimal point, and never to -0. */
export function roundTo(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale + 0;
}
