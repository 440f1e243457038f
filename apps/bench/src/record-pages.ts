import { Qot_GetDailyShortVolume } from "@opend/core/protocols/Qot_GetDailyShortVolume";
import { connect } from "@opend/futu";
import { startGateway } from "@opend/sim";
import { firstPage, type RecordedPage } from "../sides/harness/pages.ts";

/** Records all pages of 50 rows that a simulated gateway has for HK.00700, each with its request. */
export async function recordPages(): Promise<RecordedPage[]> {
  await using gateway = await startGateway({ brand: "futu", wsPort: false, rateLimit: false, pushIntervalMs: false });
  await using client = await connect({ url: gateway.tcpUrl, limiter: false, env: {} });
  const { request, response } = Qot_GetDailyShortVolume;
  const pages: RecordedPage[] = [];
  let nextKey: string | undefined;
  do {
    const c2s = { ...firstPage, ...(nextKey === undefined ? {} : { nextKey }) };
    const s2c = await client.call(Qot_GetDailyShortVolume, c2s);
    const reply = toBase64(response.encode({ retType: 0, s2c }));
    pages.push({ request: toBase64(request.encode({ c2s })), reply });
    nextKey = s2c.nextKey;
  } while (nextKey !== "-1");
  return pages;
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
