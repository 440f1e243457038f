// Streams rows and measures the memory. Needs --expose-gc.
import { connect } from "@opend/futu";

/** The settings of this script. */
export interface MemorySettings {
  readonly url: string;
}

/** Bytes in use. */
export interface MemoryUse {
  readonly rss: number;
  /** The heap and the external memory that it refers to, after a garbage collection. */
  readonly live: number;
}

/** The results of the measurement. */
export interface MemoryReport {
  readonly rows: number;
  /** After connecting and reading one page. */
  readonly idle: MemoryUse;
  /** The maximum while streaming. */
  readonly peak: MemoryUse;
  /** After the last row. */
  readonly end: MemoryUse;
}

const rowsBetweenCollections = 100_000;
const { url }: MemorySettings = JSON.parse(process.env["OPEND_PEER_SETTINGS"] ?? "{}");
const client = await connect({ url, limiter: false, env: {} });
await client.dailyShortVolume("HK.00700").page();
const idle = measure();
let peak = idle;
let rows = 0;
for await (const _ of client.dailyShortVolume("HK.00700")) {
  rows++;
  const live = rows % rowsBetweenCollections === 0 ? measure().live : 0;
  const rss = rows % 50 === 0 ? process.memoryUsage.rss() : 0;
  peak = { rss: Math.max(peak.rss, rss), live: Math.max(peak.live, live) };
}
const end = measure();
await client.close();
process.send?.({ rows, idle, peak, end } satisfies MemoryReport);

function measure(): MemoryUse {
  // RSS first: a garbage collection may give pages back.
  const rss = process.memoryUsage.rss();
  if (!globalThis.gc) throw new Error("run with --expose-gc");
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return { rss, live: heapUsed + external };
}
