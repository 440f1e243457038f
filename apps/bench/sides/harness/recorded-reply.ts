/** The reply that both sides of the plain form get: the protocol and the body of its packet, in Base64. */
export interface RecordedReply {
  readonly protocol: "Qot_GetDailyShortVolume" | "Qot_GetSecuritySnapshot";
  readonly reply: string;
}

/** Summarizes rows, the same way for wire and plain values: their number, and the sum of a price. */
export function checkRows(rows: readonly object[], price: string): unknown {
  const prices = rows.map((row) => Number(({ ...row } as Readonly<Record<string, unknown>>)[price] ?? 0));
  return [rows.length, prices.reduce((sum, value) => sum + value, 0)];
}
