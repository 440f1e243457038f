import { connect } from "@opend/futu";
import { startGateway } from "@opend/sim";
import { equal } from "./expect.js";
import type { SmokeCertificates } from "./gateway-urls.js";

/** Checks that the simulator runs on this runtime too, over both transports and over TLS. */
export async function checkSimulator({ ca, server }: SmokeCertificates): Promise<void> {
  const key = `key-${Math.random()}`;
  const options = { brand: "futu", key, tradingDays: 60 } as const;
  const gateway = await startGateway(options);
  const overTls = await startGateway({ ...options, tcpPort: false, tls: server });
  try {
    for (const url of [gateway.tcpUrl, gateway.wsUrl, overTls.wsUrl]) {
      const tls = url === overTls.wsUrl ? { ca } : undefined;
      const client = await connect({ url, key, tls, env: {} });
      const rows = await client.dailyShortVolume("US.AAPL").toArray({ limit: Number.POSITIVE_INFINITY });
      await client.close();
      equal(`rows over ${url?.slice(0, 3)}`, rows.length, 60);
    }
  } finally {
    await Promise.all([gateway.close(), overTls.close()]);
  }
}
