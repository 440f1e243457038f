import { isOpendError } from "@opend/core";
import type { PagingClient } from "@opend/pager";
import { type Side, startCuttingProxy } from "@opend/test-kit/cutting-proxy";
import { within } from "@opend/test-kit/within";
import { describe, expect, it } from "vitest";
import { connectOn, encryptedTcp, plainTcp, plainWebSocket, startOn } from "../testing/routes.js";
import { portOf } from "../testing/targets.js";

const code = "US.AAPL";
const pageSize = 4;
const tradingDays = 3 * pageSize;
const all = { limit: Number.POSITIVE_INFINITY };
const settleMs = 5000;
/** Prime, so that the offsets fall everywhere in the headers. OPEND_CUT_STRIDE=1 takes every byte. */
const stride = Number(process.env["OPEND_CUT_STRIDE"] ?? 7);

const cases = [plainTcp, plainWebSocket, encryptedTcp].flatMap((route) =>
  (["gateway", "client"] as const).map((from: Side) => ({ route, from, name: `from the ${from}, over ${route.name}` })),
);

describe.each(cases)(`a cut at every byte divisible by ${stride} $name`, ({ route, from }) => {
  it("does not affect a walk with retries", { timeout: 120_000 }, async () => {
    const gateway = await startOn(route, { tradingDays, rateLimit: false });
    const proxy = await startCuttingProxy(portOf(route.transport === "tcp" ? gateway.tcpUrl : gateway.wsUrl));
    const url = `${route.transport === "tcp" ? "tcp" : "ws"}://127.0.0.1:${proxy.port}`;
    const reconnect = { baseDelayMs: 1 };
    const open = () => connectOn(route, gateway, { url, reconnect, retry: undefined, limiter: false });
    const walk = (client: PagingClient) => client.dailyShortVolume(code, { pageSize }).toArray(all);

    const calm = await open();
    const undisturbed = await walk(calm);
    expect(undisturbed).toHaveLength(tradingDays);
    const total = proxy.passed[from];
    await calm.close();

    let reconnected = 0;
    for (let after = 0; after <= total; after += stride) {
      proxy.cut = { after, from };
      const client = await open().catch((error: unknown) => {
        // The client tries the first connection only once.
        if (!isOpendError(error, "ConnectFailed", "HandshakeRefused", "ConnectionLost")) throw error;
      });
      proxy.cut = undefined;
      if (!client) continue;
      expect(await within(settleMs, walk(client)), `cut after ${after} of ${total} bytes`).toEqual(undisturbed);
      if (client.state.epoch > 1) reconnected++;
      await client.close();
    }
    expect(reconnected).toBeGreaterThan(10);
    await expect.poll(() => [gateway.connections, proxy.sockets]).toEqual([0, 0]);
    await proxy.close();
    await gateway.close();
  });
});
