/** A request and its reply: the bodies of the packets, in Base64. */
export interface RecordedPage {
  readonly request: string;
  readonly reply: string;
}

/** The bytes of a recorded body. */
export function toBytes(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, "base64"));
}

/** The body with which every side requests the first page of HK.00700. */
export const firstPage = { security: { market: 1, code: "00700" }, num: 50 } as const;
