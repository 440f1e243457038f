import { createCipheriv } from "node:crypto";
import { test } from "vitest";
import { createCbcBlocks } from "./block-cipher.js";

test("AES-CBC of 10 pages of 4 KiB", async ({ bench }) => {
  const [key, iv] = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)];
  const blocks = new Uint8Array(4096);
  const ours = createCbcBlocks(key, iv);
  await bench.compare(
    bench("one object for all packets", () => {
      for (let count = 0; count < 10; count++) ours.encrypt(blocks);
    }),
    bench("an object for each packet", () => {
      for (let count = 0; count < 10; count++) {
        createCipheriv("aes-128-cbc", key, iv).setAutoPadding(false).update(blocks);
      }
    }),
  );
});
