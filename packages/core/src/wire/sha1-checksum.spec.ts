import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { hasSha1, writeSha1 } from "./sha1-checksum.js";

it("is the SHA-1 of any bytes, and of no others", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(8), fc.nat(19), (body, offset, changed) => {
      const bytes = new Uint8Array(offset + 24).fill(9);
      writeSha1(bytes, offset, body);
      expect(bytes.subarray(offset, offset + 20)).toEqual(new Uint8Array(createHash("sha1").update(body).digest()));
      expect(bytes.subarray(offset + 20)).toEqual(new Uint8Array(4).fill(9));
      expect(hasSha1(bytes, offset, body)).toBe(true);
      bytes[offset + changed] = (bytes[offset + changed] ?? 0) ^ 1;
      expect(hasSha1(bytes, offset, body)).toBe(false);
      expect(hasSha1(bytes.subarray(0, offset + 19), offset, body)).toBe(false);
    }),
  );
});
