// A process that writes many rows into a file, and measures how much memory is in use while it does.
import { openTable, type TableFormat } from "@opend/table";

/** The settings of this script. */
export interface PeerSettings {
  readonly path: string;
  readonly format: TableFormat;
  readonly rows: number;
  readonly rowGroupSize: number;
}

/** What it sends. */
export interface MemoryReport {
  /** The bytes in use after each row group. */
  readonly usedBytes: readonly number[];
}

const { path, format, rows, rowGroupSize }: PeerSettings = JSON.parse(process.env["OPEND_PEER_SETTINGS"] ?? "{}");
const columns = [
  { name: "code", type: "text", path: ["code"] },
  { name: "id", type: "text", path: ["id"] },
  { name: "time", type: "moment", path: ["time"] },
  { name: "price", type: "double", path: ["price"] },
  { name: "volume", type: "int64", path: ["volume"] },
  { name: "side", type: "enum", path: ["side"], names: ["Bid", "Ask"] },
] as const;

const table = await openTable(path, { columns, format, rowGroupSize });
const usedBytes: number[] = [];
for (let first = 0; first < rows; first += rowGroupSize) {
  const group = Array.from({ length: rowGroupSize }, (_, index) => ({
    code: "HK.00700",
    id: `${first + index}-${"x".repeat(40)}`,
    time: new Date(first + index).toISOString(),
    price: (first + index) / 7,
    volume: first + index,
    side: index % 2 === 0 ? "Bid" : "Ask",
  }));
  await table.write(group);
  global.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  usedBytes.push(heapUsed + arrayBuffers);
}
await table.finish();
process.send?.({ usedBytes } satisfies MemoryReport, () => process.disconnect());
