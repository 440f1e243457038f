import { test } from "vitest";
import * as uint32 from "./uint32.js";

// Vitest looks up imports at each use, which costs more than the measured work.
const { readUint32, writeUint32 } = uint32;

test("a number in 100 headers", async ({ bench }) => {
  const headers = Array.from({ length: 100 }, () => new Uint8Array(44));
  await bench.compare(
    bench("byte by byte", () => {
      for (const bytes of headers) {
        writeUint32(bytes, 8, 3248);
        readUint32(bytes, 8);
      }
    }),
    bench("DataView", () => {
      for (const bytes of headers) {
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        view.setUint32(8, 3248);
        view.getUint32(8);
      }
    }),
  );
});
