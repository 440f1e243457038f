import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import { test } from "vitest";
import * as smallInteger from "./small-integer.js";

// Imports are looked up at each use here, which costs more than what is measured.
const { readSmallInteger } = smallInteger;

test("100 volumes", async ({ bench }) => {
  const source = new BinaryWriter().uint64(25_207_039n).finish();
  const ours = { source, pos: 0 };
  const library = new BinaryReader(source);
  await bench.compare(
    bench("unrolled", () => {
      let sum = 0n;
      for (let count = 0; count < 100; count++) {
        ours.pos = 0;
        sum += readSmallInteger(ours) ?? 0n;
      }
      return sum;
    }),
    bench("the library", () => {
      let sum = 0n;
      for (let count = 0; count < 100; count++) {
        library.pos = 0;
        sum += BigInt(library.uint64());
      }
      return sum;
    }),
  );
});
