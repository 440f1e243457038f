import fc from "fast-check";
import { expect, it } from "vitest";
import { dateAt, timeAt } from "./fixed-text.js";

const readers = [
  ["dateAt", dateAt, 10],
  ["timeAt", timeAt, 19],
] as const;

it.each(readers)("%s joins ASCII as TextDecoder does, and nothing else", (_, read, length) => {
  const decoder = new TextDecoder();
  const byte = fc.oneof({ weight: 40, arbitrary: fc.nat(127) }, { weight: 1, arbitrary: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 24 }), fc.nat(4), (list, start) => {
      const source = Uint8Array.from(list);
      const part = source.subarray(start, start + length);
      const isAscii = part.length === length && part.every((one) => one < 128);
      expect(read(source, start)).toBe(isAscii ? decoder.decode(part) : undefined);
    }),
    { numRuns: 2000 },
  );
});
