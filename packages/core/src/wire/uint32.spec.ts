import fc from "fast-check";
import { expect, it } from "vitest";
import { readUint32, writeUint32, writeUint32LittleEndian } from "./uint32.js";

const any = fc.oneof(fc.integer({ min: 0, max: 0xffffffff }), fc.double(), fc.constant(2 ** 32 + 5));

it.each([
  ["writeUint32", writeUint32, false],
  ["writeUint32LittleEndian", writeUint32LittleEndian, true],
] as const)("%s writes what a DataView writes", (_, write, isLittleEndian) => {
  fc.assert(
    fc.property(any, fc.nat(4), (value, at) => {
      const [ours, plain] = [new Uint8Array(9), new Uint8Array(9)];
      write(ours, at, value);
      new DataView(plain.buffer).setUint32(at, value, isLittleEndian);
      expect(ours).toEqual(plain);
    }),
  );
});

it("readUint32 reads what a DataView reads, and counts missing bytes as 0", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 10 }), fc.nat(8), (bytes, at) => {
      const filled = new Uint8Array(20);
      filled.set(bytes);
      expect(readUint32(bytes, at)).toBe(new DataView(filled.buffer).getUint32(at));
    }),
  );
});
