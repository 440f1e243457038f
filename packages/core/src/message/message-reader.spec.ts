import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MessageReader } from "./message-reader.js";

const values = ["uint32", "int32", "int64", "uint64", "string", "bool", "double"] as const;

/** The result of reading: the values and the reader's position after each, up to the first error. */
function readAll(reader: BinaryReader, kinds: readonly (typeof values)[number][]): unknown[] {
  const read: unknown[] = [];
  try {
    for (const kind of kinds) read.push(reader[kind](), reader.pos);
  } catch (error) {
    read.push(error);
  }
  return read;
}

it("extends a reader with the internals that it relies on: look at MessageReader before the library is updated", () => {
  const reader = new BinaryReader(Uint8Array.of(1, 2, 3));
  expect(Object.hasOwn(reader, "uint32"), "uint32 is a property of each reader").toBe(true);
  expect(Object.keys(BinaryReader.prototype)).not.toContain("uint32");
  expect([reader.pos, reader.len]).toEqual([0, 3]);
  reader.uint32();
  expect(reader.pos).toBe(1);
  for (const method of ["int32", "int64", "uint64", "string", "bytes"] as const) {
    expect(Object.hasOwn(reader, method), `${method} is a method, so that it can be overridden`).toBe(false);
  }
});

describe("MessageReader", () => {
  it("reads any bytes like the reader that it extends, and fails where that one fails", () => {
    // Mostly small bytes, so that lengths fit and varints end.
    const bytes = fc.array(fc.oneof(fc.nat(12), fc.nat(127), fc.nat(255)), { maxLength: 60 });
    fc.assert(
      fc.property(bytes, fc.array(fc.constantFrom(...values), { maxLength: 12 }), (list, kinds) => {
        const source = Uint8Array.from(list);
        expect(readAll(new MessageReader(source), kinds)).toEqual(readAll(new BinaryReader(source), kinds));
      }),
      { numRuns: 5000 },
    );
  });

  it.each([0n, 127n, 128n, 2n ** 28n - 1n, 2n ** 28n, 2n ** 35n - 1n, 2n ** 35n, 2n ** 63n - 1n])(
    "reads %d",
    (value) => {
      const bytes = new BinaryWriter().int64(value).uint64(value).finish();
      const reader = new MessageReader(bytes);
      expect([reader.int64(), reader.uint64()]).toEqual([value, value]);
    },
  );

  it("reads negative 64-bit integers, and the largest", () => {
    const bytes = new BinaryWriter()
      .int64(-(2n ** 63n))
      .int64(-1n)
      .uint64(2n ** 64n - 1n)
      .finish();
    const reader = new MessageReader(bytes);
    expect([reader.int64(), reader.int64(), reader.uint64()]).toEqual([-(2n ** 63n), -1n, 2n ** 64n - 1n]);
  });

  it.each([
    "2026-05-08",
    "2026-05-0",
    "2026-05-08 ",
    "二〇二六年",
    "2026-05-é",
    "\0".repeat(10),
    "2026-05-08 10:00:00",
    "2026-05-08 10:00:0é",
    "\0".repeat(19),
  ])("reads %j", (text) => {
    expect(new MessageReader(new BinaryWriter().string(text).finish()).string()).toBe(text);
  });

  it.each(["2026-05-08", "2026-05-08 10:00:00"])("does not read past the end of %j that is cut off", (text) => {
    const bytes = new BinaryWriter().string(text).finish().subarray(0, text.length);
    expect(() => new MessageReader(bytes).string()).toThrow(RangeError);
  });

  it.each(["Uint8Array", "Buffer"])("gives bytes that do not change with the input, which is a %s", (kind) => {
    const written = new BinaryWriter().bytes(Uint8Array.of(1, 2)).finish();
    const source = kind === "Buffer" ? Buffer.from(written) : written;
    const bytes = new MessageReader(source).bytes();
    source.fill(9);
    expect(bytes).toStrictEqual(Uint8Array.of(1, 2));
  });

  it("reads a view into a larger buffer", () => {
    const bytes = new BinaryWriter().uint32(300).string("2026-05-08").int64(5n).finish();
    const view = Uint8Array.from([9, 9, ...bytes, 9]).subarray(2, 2 + bytes.length);
    const reader = new MessageReader(view);
    expect([reader.uint32(), reader.string(), reader.int64(), reader.pos]).toEqual([
      300,
      "2026-05-08",
      5n,
      bytes.length,
    ]);
  });
});
