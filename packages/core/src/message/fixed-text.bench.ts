import { test } from "vitest";
import { dateAt, timeAt } from "./fixed-text.js";

const decoder = new TextDecoder();

test.for([
  ["days", "2026-05-08", dateAt],
  ["times", "2026-05-08 16:08:12", timeAt],
] as const)("100 %s", async ([, text, read], { bench }) => {
  const source = new TextEncoder().encode(text);
  await bench.compare(
    bench("by hand", () => {
      for (let count = 0; count < 100; count++) read(source, 0);
    }),
    bench("TextDecoder", () => {
      for (let count = 0; count < 100; count++) decoder.decode(source);
    }),
  );
});
