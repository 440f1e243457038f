// Days and times are texts of a fixed length, and a page of rows is full of them. Joining their characters by hand is faster
// than a TextDecoder, which has to look for the end of each character. Written out, since a list of characters or a loop takes
// two to three times as long. A day takes 0.2 of TextDecoder's time and a time 0.4 (Node 24, `pnpm --filter @opend/core bench`).
// fixed-text.spec.ts compares the results, also for bytes that are not ASCII.

/** Bytes from here on are no ASCII; a byte that is not there counts as one of them. */
const more = 128;

/** Ten ASCII characters, such as `2026-05-08`. Undefined where another character is among them. */
export function dateAt(source: Uint8Array, start: number): string | undefined {
  const a = source[start] ?? more;
  const b = source[start + 1] ?? more;
  const c = source[start + 2] ?? more;
  const d = source[start + 3] ?? more;
  const e = source[start + 4] ?? more;
  const f = source[start + 5] ?? more;
  const g = source[start + 6] ?? more;
  const h = source[start + 7] ?? more;
  const i = source[start + 8] ?? more;
  const j = source[start + 9] ?? more;
  if ((a | b | c | d | e | f | g | h | i | j) >= more) return undefined;
  return String.fromCharCode(a, b, c, d, e, f, g, h, i, j);
}

/** Nineteen ASCII characters, such as `2026-05-08 16:00:00`. Undefined where another character is among them. */
export function timeAt(source: Uint8Array, start: number): string | undefined {
  const a = source[start] ?? more;
  const b = source[start + 1] ?? more;
  const c = source[start + 2] ?? more;
  const d = source[start + 3] ?? more;
  const e = source[start + 4] ?? more;
  const f = source[start + 5] ?? more;
  const g = source[start + 6] ?? more;
  const h = source[start + 7] ?? more;
  const i = source[start + 8] ?? more;
  const j = source[start + 9] ?? more;
  const k = source[start + 10] ?? more;
  const l = source[start + 11] ?? more;
  const m = source[start + 12] ?? more;
  const n = source[start + 13] ?? more;
  const o = source[start + 14] ?? more;
  const p = source[start + 15] ?? more;
  const q = source[start + 16] ?? more;
  const r = source[start + 17] ?? more;
  const s = source[start + 18] ?? more;
  if ((a | b | c | d | e | f | g | h | i | j | k | l | m | n | o | p | q | r | s) >= more) return undefined;
  return String.fromCharCode(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s);
}
