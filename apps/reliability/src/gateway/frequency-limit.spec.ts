import { createManualClock } from "@opend/core";
import type { DailyShortVolume } from "@opend/futu";
import { Qot_GetDailyShortVolume } from "@opend/futu/protocols";
import { driveClock, someTurns } from "@opend/test-kit/drive-clock";
import { describe, expect, it, onTestFinished } from "vitest";
import { errorOf, rejectionOf } from "../testing/caught.js";
import { futuTarget, openTarget, startTestGateway, targets, urlOf } from "../testing/targets.js";

const tradingDays = 2000;
const pageSize = 50;
const pages = tradingDays / pageSize;
const limit = 30;
const windowMs = 30_000;
const stepMs = 1000;
const code = "HK.00700";

describe.each(targets)("the frequency limit: $name", (target) => {
  it("is kept by the client: more pages than it allows arrive without a refusal, in just over 30 seconds", async () => {
    const clock = createManualClock(1_800_000_000_000);
    const startMs = clock.nowMs();
    const { client, gateway } = await openTarget(target, { tradingDays, clock }, { clock });
    const answeredMs: number[] = [];
    const walk = async () => {
      for await (const page of client.dailyShortVolume(code, { pageSize }).pages()) {
        expect(page.rows).toHaveLength(pageSize);
        answeredMs.push(clock.nowMs() - startMs);
      }
    };
    await driveClock(clock, () => gateway.requestCount(Qot_GetDailyShortVolume), walk());
    expect(answeredMs).toHaveLength(pages);
    expect(answeredMs.slice(0, limit)).toEqual(Array(limit).fill(0));
    expect(answeredMs[limit]).toBeGreaterThan(windowMs);
    expect(answeredMs.at(-1)).toBeLessThanOrEqual(windowMs + stepMs);
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(pages);
    expect(gateway.violations).toEqual([]);
  });

  it("is kept over several walks at once", async () => {
    const clock = createManualClock();
    const { client, gateway } = await openTarget(target, { tradingDays, clock }, { clock });
    const codes = ["HK.00700", "US.AAPL", "HK.09988", "US.TSLA"];
    const walks = codes.map((each) => client.dailyShortVolume(each, { pageSize, limit: 1000, prefetch: 1 }));
    const rows = Promise.all(walks.map((walk) => walk.toArray({ limit: 1000 })));
    await driveClock(clock, () => gateway.requestCount(Qot_GetDailyShortVolume), rows);
    expect((await rows).map(({ length }) => length)).toEqual(codes.map(() => 1000));
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(80);
    expect(gateway.violations).toEqual([]);
  });

  it("is enforced by the gateway when the client does not keep it, and the walk can continue later", async () => {
    const clock = createManualClock();
    const { client, gateway } = await openTarget(target, { tradingDays, clock }, { clock, limiter: false });
    const rows: DailyShortVolume[] = [];
    const walk = async () => {
      for await (const row of client.dailyShortVolume(code, { pageSize })) rows.push(row);
    };
    const error = await rejectionOf(walk(), "PageFailed");
    expect(error).toMatchObject({ pagesFetched: limit, rowsFetched: limit * pageSize });
    expect(error.cursor).toBe(String(rows.at(-1)?.raw.timestamp));
    const cause = errorOf(error.cause, "RateLimited");
    expect(cause).toMatchObject({ retryAfterMs: windowMs, protocol: "Qot_GetDailyShortVolume", retryable: true });
    expect(cause.retMsg).toMatch(/high frequency.*30 times per 30 seconds/);
    expect(error.message).toContain(cause.retMsg);
    expect(gateway.violations.map(({ kind }) => kind)).toEqual(["TooFrequent"]);

    const rest = () => client.dailyShortVolume(code, { pageSize, from: error.cursor });
    // In steps, so that the gateway can answer heartbeats.
    for (let passedMs = 0; passedMs < windowMs; passedMs += stepMs) {
      clock.advance(stepMs);
      await someTurns();
    }
    await rejectionOf(rest().page(), "PageFailed");
    clock.advance(1);
    for await (const row of rest()) rows.push(row);
    expect(rows).toHaveLength(tradingDays);
    expect(new Set(rows.map(({ day }) => day)).size).toBe(tradingDays);
  });
});

describe("the frequency limit of a gateway with clients over both transports", () => {
  it("is shared by both clients: excess requests wait, and the gateway refuses none", async () => {
    const clock = createManualClock();
    const gateway = await startTestGateway({ brand: "futu", clock });
    const waits: number[] = [];
    const clients = await Promise.all(
      (["tcp", "websocket"] as const).map((transport) =>
        futuTarget.connect({
          url: urlOf(gateway, transport),
          env: {},
          clock,
          onQuotaWait: ({ waitMs }) => waits.push(waitMs),
        }),
      ),
    );
    onTestFinished(async () => void (await Promise.all(clients.map((client) => client.close()))));
    const answeredMs: number[] = [];
    const rounds = Array.from({ length: limit / clients.length }, () => clients);
    const pages = [...rounds.flat(), ...clients.slice(0, 1)].map(async (client) => {
      await client.dailyShortVolume(code, { pageSize }).page();
      answeredMs.push(clock.nowMs());
    });
    await driveClock(clock, () => gateway.requestCount(Qot_GetDailyShortVolume), Promise.all(pages));
    expect(gateway.violations).toEqual([]);
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(limit + 1);
    expect(answeredMs).toEqual([...Array(limit).fill(0), windowMs + 1]);
    expect(waits).toEqual([windowMs + 1]);
  });
});
