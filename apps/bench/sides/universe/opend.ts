import { connect } from "@opend/futu";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

const { url, pagesOfCode, parts } = readSettings<{
  readonly url: string;
  readonly pagesOfCode: number;
  readonly parts: number;
}>();
const client = await connect({ url, limiter: false, env: {} });

await serveRounds(async (times) => {
  const codes = Array.from({ length: times }, (_, index) => `HK.${10_000 + index}`);
  const pagesOfPart = (times * pagesOfCode) / parts;
  const figures: Record<string, number> = {};
  let pages = 0;
  let rows = 0;
  let startMs = performance.now();
  for await (const page of client.dailyShortVolume(codes).pages()) {
    pages++;
    rows += page.rows.length;
    if (pages % pagesOfPart !== 0) continue;
    const part = pages / pagesOfPart;
    figures[`time ${part}`] = (performance.now() - startMs) / pagesOfPart;
    figures[`heap ${part}`] = measureHeap();
    startMs = performance.now();
  }
  return { check: [pages, rows], figures };
});

/** Returns the bytes of the heap and of the external memory that it refers to, after a garbage collection. */
function measureHeap(): number {
  if (!globalThis.gc) throw new Error("run with --expose-gc");
  // External memory that the first collection frees shows up only after the second.
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
