// A process that writes rows into a file. It reports each thousand of rows, and what ended the table.
import { openTable } from "@opend/table";

/** The settings of this script. */
export interface PeerSettings {
  readonly path: string;
  /** How many thousands of rows to write before the table is finished. Undefined: it never ends. */
  readonly thousands?: number;
}

const { path, thousands = Number.POSITIVE_INFINITY }: PeerSettings = JSON.parse(
  process.env["OPEND_PEER_SETTINGS"] ?? "{}",
);
const rows = Array.from({ length: 1000 }, (_, n) => ({ n, text: "x".repeat(100) }));
const columns = [
  { name: "n", type: "int64", path: ["n"] },
  { name: "text", type: "text", path: ["text"] },
] as const;

try {
  const table = await openTable(path, { columns });
  for (let count = 0; count < thousands; count += 1) {
    await table.write(rows);
    process.send?.("wrote");
  }
  await table.finish();
} catch (error) {
  process.stderr.write(JSON.stringify(error));
}
process.disconnect?.();
