import { createHash } from "node:crypto";
import { test } from "vitest";
import * as sha1Checksum from "./sha1-checksum.js";

// Vitest looks up imports at each use, which costs more than the measured work.
const { writeSha1 } = sha1Checksum;

test("SHA-1 of 10 requests of 40 bytes", async ({ bench }) => {
  const body = new Uint8Array(40);
  const bytes = new Uint8Array(64);
  await bench.compare(
    bench("as text", () => {
      for (let count = 0; count < 10; count++) writeSha1(bytes, 16, body);
    }),
    bench("as bytes", () => {
      for (let count = 0; count < 10; count++) bytes.set(createHash("sha1").update(body).digest(), 16);
    }),
  );
});
