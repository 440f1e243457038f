import { connect } from "@opend/futu";
import { startGateway } from "@opend/sim";
import { equal } from "./expect.js";

/** The simulator runs here too, over both transports. */
export async function checkSimulator(): Promise<void> {
  const key = `key-${Math.random()}`;
  const gateway = await startGateway({ brand: "futu", key, tradingDays: 60 });
  try {
    for (const url of [gateway.tcpUrl, gateway.wsUrl]) {
      const client = await connect({ url, key, env: {} });
      const rows = await client.dailyShortVolume("US.AAPL").toArray({ limit: Number.POSITIVE_INFINITY });
      await client.close();
      equal(`rows over ${url?.slice(0, 2)}`, rows.length, 60);
    }
  } finally {
    await gateway.close();
  }
}
