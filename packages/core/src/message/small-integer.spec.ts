import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readSmallInteger } from "./small-integer.js";

it("reads what the library reads, and leaves the rest to it", () => {
  const bytes = fc.array(fc.oneof(fc.nat(127), fc.integer({ min: 128, max: 255 })), { maxLength: 12 });
  fc.assert(
    fc.property(bytes, fc.nat(3), (list, pos) => {
      const source = Uint8Array.from(list);
      const ours = { source, pos };
      const value = readSmallInteger(ours);
      if (value === undefined) {
        expect(ours.pos).toBe(pos);
        return;
      }
      const library = new BinaryReader(source);
      library.pos = pos;
      expect([value, ours.pos]).toEqual([BigInt(library.uint64()), library.pos]);
      expect(value).toBeLessThan(2n ** 35n);
    }),
    { numRuns: 5000 },
  );
});

it("reads every integer below 2^35, and no other", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.boolean(), (any, isSmall) => {
      const value = isSmall ? any % 2n ** 35n : any;
      const source = new BinaryWriter().uint64(value).finish();
      expect(readSmallInteger({ source, pos: 0 })).toBe(value < 2n ** 35n ? value : undefined);
    }),
  );
});
