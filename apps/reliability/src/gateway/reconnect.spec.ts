import { type DailyShortVolume, dailyShortVolume } from "@opend/futu";
import { dropConnection } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { openTarget, targets } from "../testing/targets.js";

const all = { limit: Number.POSITIVE_INFINITY };

describe.each(targets)("a connection that keeps being cut: $name", (target) => {
  it("gives exactly the rows of an undisturbed walk", async () => {
    const { client: calm } = await openTarget(target, { tradingDays: 400, rateLimit: false });
    // The request for the brand, and two pages.
    const { client, gateway } = await openTarget(
      target,
      { tradingDays: 400, rateLimit: false, faults: [dropConnection({ after: 3 })] },
      { reconnect: { baseDelayMs: 1 }, retry: undefined, limiter: false },
    );
    const epochs: number[] = [];
    const watching = (async () => {
      for await (const { status, epoch } of client.states()) if (status === "ready") epochs.push(epoch);
    })();
    const rows: DailyShortVolume[] = [];
    for await (const row of dailyShortVolume(client, "HK.00700", { prefetch: 1 })) rows.push(row);
    expect(rows).toEqual(await calm.dailyShortVolume("HK.00700").toArray(all));
    await client.close();
    await watching;
    expect(epochs).toEqual([1, 2, 3, 4]);
    await expect.poll(() => gateway.connections).toBe(0);
  });

  it("ends a walk without retries, and works again for the next call", async () => {
    const options = { reconnect: { baseDelayMs: 1 }, retry: false };
    const { client, gateway } = await openTarget(target, { tradingDays: 60 }, options);
    gateway.dropConnections();
    await expect(client.dailyShortVolume("US.AAPL").page()).rejects.toMatchObject({
      code: "PageFailed",
      cause: { code: "ConnectionLost" },
    });
    await expect.poll(() => client.state).toMatchObject({ status: "ready", epoch: 2 });
    expect((await client.dailyShortVolume("US.AAPL").page()).rows).toHaveLength(50);
  });
});
