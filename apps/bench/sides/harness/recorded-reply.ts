import { readFileSync } from "node:fs";

/** The reply that the sides of a measurement get. */
export interface RecordedReply {
  readonly protocol: "Qot_GetDailyShortVolume" | "Qot_GetSecuritySnapshot";
  /** A file with the body of the packet, since an environment variable cannot hold as much. */
  readonly file: string;
}

/** Reads the body of the packet. */
export function readReply({ file }: RecordedReply): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(file));
}

/** Summarizes rows, the same way for wire and plain values: their number, and the sum of a price. */
export function checkRows(rows: readonly object[], price: string): unknown {
  const prices = rows.map((row) => Number(({ ...row } as Readonly<Record<string, unknown>>)[price] ?? 0));
  return [rows.length, prices.reduce((sum, value) => sum + value, 0)];
}
