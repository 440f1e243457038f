import { createManualClock, type SecurityCode } from "@opend/core";
import type { QuotaWait } from "@opend/futu";
import { Qot_GetDailyShortVolume } from "@opend/futu/protocols";
import { isPagerError } from "@opend/pager";
import { dropConnection } from "@opend/sim";
import { driveClock } from "@opend/test-kit/drive-clock";
import { describe, expect, it } from "vitest";
import { openTarget, targets } from "../testing/targets.js";

const requestsPerWindow = 30;
const windowMs = 30_000;
const pageSize = 50;

/** The minimum time for this many requests: more than a window must pass between a request and the 30th after it. */
function leastMs(requests: number): number {
  return Math.floor((requests - 1) / requestsPerWindow) * (windowMs + 1);
}

/** Made-up codes of both markets. */
function codesOf(count: number): SecurityCode[] {
  return Array.from(
    { length: count },
    (_, index): SecurityCode => `${index % 2 === 0 ? "HK" : "US"}.${10_000 + index}`,
  );
}

describe.each(targets.slice(0, 1))("many securities: $name", (target) => {
  it("arrive in the least time that the frequency limit allows, without a refusal", { timeout: 120_000 }, async () => {
    const securities = 1000;
    const tradingDays = 750;
    const requests = securities * (tradingDays / pageSize);
    const clock = createManualClock(1_800_000_000_000);
    const codes = codesOf(securities);
    const { client, gateway } = await openTarget(target, { tradingDays, clock, securities: codes }, { clock });
    const rowsOf = new Map<string, number>();
    const startMs = clock.nowMs();
    let endMs = startMs;
    const walk = async () => {
      for await (const { code, rows } of client.dailyShortVolume(codes, { pageSize }).pages()) {
        rowsOf.set(code, (rowsOf.get(code) ?? 0) + rows.length);
      }
      endMs = clock.nowMs();
    };
    await driveClock(clock, () => gateway.requestCount(Qot_GetDailyShortVolume), walk());
    expect([...rowsOf.keys()]).toEqual(codes);
    expect(new Set(rowsOf.values())).toEqual(new Set([tradingDays]));
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(requests);
    expect(gateway.violations).toEqual([]);
    expect(endMs - startMs).toBeGreaterThanOrEqual(leastMs(requests));
    expect(endMs - startMs).toBeLessThanOrEqual(leastMs(requests) * 1.01);
  });
});

describe.each(targets)("the budget of a gateway: $name", (target) => {
  it("is shared by the clients of a process, which learn how long they wait", async () => {
    const tradingDays = 500;
    const clock = createManualClock();
    const waits: QuotaWait[] = [];
    const options = { tradingDays, clock, securities: codesOf(6) };
    const { client, gateway, url, key } = await openTarget(target, options, { clock });
    const other = await target.connect({ url, key, env: {}, clock, onQuotaWait: (wait) => waits.push(wait) });
    const walks = [client, other].map(async (each, index) => {
      let rows = 0;
      for await (const _ of each.dailyShortVolume(codesOf(5 + index), { pageSize })) rows++;
      return rows;
    });
    const rows = await driveClock(clock, () => gateway.requestCount(Qot_GetDailyShortVolume), Promise.all(walks));
    await other.close();
    expect(rows).toEqual([5 * tradingDays, 6 * tradingDays]);
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(110);
    expect(gateway.violations).toEqual([]);
    expect(waits.length).toBeGreaterThan(0);
    for (const { protocol, waitMs } of waits) {
      expect(protocol).toBe("Qot_GetDailyShortVolume");
      expect(waitMs).toBeGreaterThan(0);
      expect(waitMs).toBeLessThanOrEqual(windowMs + 1);
    }
  });

  it("runs out for a client of another process, which waits and continues", async () => {
    const tradingDays = 500;
    const clock = createManualClock();
    const { client, gateway, url, key } = await openTarget(target, { tradingDays, clock }, { clock });
    // Greedy: it takes the gateway's whole budget and does not know about other clients.
    const greedy = await target.connect({ url, key, env: {}, clock, limiter: false });
    const taken = await Promise.all(
      Array.from({ length: requestsPerWindow }, () => greedy.dailyShortVolume("US.TSLA", { pageSize }).page()),
    );
    expect(taken).toHaveLength(requestsPerWindow);
    const walk = client.dailyShortVolume("HK.00700", { pageSize }).toArray({ limit: tradingDays });
    const rows = await driveClock(clock, () => gateway.requestCount(Qot_GetDailyShortVolume), walk);
    await greedy.close();
    expect(rows).toHaveLength(tradingDays);
    expect(gateway.violations.map(({ kind }) => kind)).toEqual(["TooFrequent"]);
    expect(clock.nowMs()).toBe(windowMs + 1);
  });

  it("lets walks resume where a cut connection left them", async () => {
    const tradingDays = 200;
    const codes = ["HK.00700", "US.AAPL", "HK.09988"];
    const cut = await openTarget(target, { tradingDays, faults: [dropConnection({ after: 6 })] });
    const whole = await openTarget(target, { tradingDays });
    const places: string[] = [];
    const walk = cut.client.dailyShortVolume(codes, { pageSize, concurrency: 2 });
    try {
      for await (const row of walk) places.push(`${row.code} ${row.day}`);
      expect.unreachable();
    } catch (error) {
      if (!isPagerError(error, "FanOutFailed")) throw error;
      expect(error.cause).toMatchObject({ code: "ConnectionLost" });
      expect(walk.rest).toEqual(error.resume);
    }
    expect(places.length).toBeGreaterThan(0);
    for await (const row of whole.client.dailyShortVolume(walk.rest)) places.push(`${row.code} ${row.day}`);
    expect(places).toHaveLength(codes.length * tradingDays);
    expect(new Set(places).size).toBe(codes.length * tradingDays);
  });
});
