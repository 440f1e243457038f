import type { DailyShortVolume } from "@opend/futu";
import { GetGlobalState, Qot_GetDailyShortVolume } from "@opend/futu/protocols";
import { dropConnection, type Gateway, handle } from "@opend/sim";
import { within } from "@opend/test-kit/within";
import { describe, expect, it } from "vitest";
import { errorOf, rejectionOf } from "../testing/caught.js";
import { openTarget, targets } from "../testing/targets.js";

const tradingDays = 230;
const pageSize = 50;
const settleMs = 2000;
const all = { limit: Number.POSITIVE_INFINITY };
const code = "US.AAPL";

const cuts: readonly (readonly [string, (gateway: Gateway) => unknown])[] = [
  ["is stopped", (gateway) => gateway.close()],
  ["cuts its connections", (gateway) => gateway.dropConnections()],
];
const cases = cuts.flatMap(([name, cut]) => ([0, 1] as const).map((prefetch) => [name, prefetch, cut] as const));

describe.each(targets)("a lost connection: $name", (target) => {
  it.each(cases)("leaves a cursor to continue from when the gateway %s (prefetch %d)", async (_, prefetch, cut) => {
    const { gateway, client } = await openTarget(target, { tradingDays });
    const rows: DailyShortVolume[] = [];
    const walk = async () => {
      for await (const row of client.dailyShortVolume(code, { pageSize, prefetch })) {
        rows.push(row);
        if (rows.length === pageSize + 10) await cut(gateway);
      }
    };
    const error = await within(settleMs, rejectionOf(walk(), "PageFailed"));
    expect(error).toMatchObject({ pagesFetched: rows.length / pageSize, rowsFetched: rows.length, retryable: true });
    expect(error.cursor).toBe(String(rows.at(-1)?.raw.timestamp));
    errorOf(error.cause, "ConnectionLost");

    const { client: next } = await openTarget(target, { tradingDays });
    const rest = await next.dailyShortVolume(code, { from: error.cursor }).toArray(all);
    expect([...rows, ...rest]).toEqual(await next.dailyShortVolume(code).toArray(all));
    expect(rest.length).toBeGreaterThan(0);
  });

  it("leaves no cursor at the first page, so the walk starts over", async () => {
    const { client } = await openTarget(target, { faults: [dropConnection({ after: 1 })] });
    const error = await within(settleMs, rejectionOf(client.dailyShortVolume(code).toArray(all), "PageFailed"));
    expect(error).toMatchObject({ cursor: undefined, pagesFetched: 0, rowsFetched: 0, retryable: true });
    expect(errorOf(error.cause, "ConnectionLost").sent).toBe(true);
  });

  it("leaves no promise pending", async () => {
    const silence = handle(Qot_GetDailyShortVolume, () => new Promise(() => {}));
    const { gateway, client, url } = await openTarget(target, { handlers: [silence] });
    const pages = client.dailyShortVolume(code, { prefetch: 1 }).pages();
    const waiting = [
      rejectionOf(client.dailyShortVolume(code).page(), "PageFailed"),
      rejectionOf(client.dailyShortVolume(code).toArray(all), "PageFailed"),
      rejectionOf(pages.next(), "PageFailed"),
      ...Array.from({ length: 5 }, () =>
        rejectionOf(client.call(Qot_GetDailyShortVolume, { security: { market: 11, code: "AAPL" } }), "ConnectionLost"),
      ),
    ];
    await expect.poll(() => gateway.requestCount(Qot_GetDailyShortVolume)).toBe(waiting.length);
    await within(settleMs, gateway.close());
    for (const error of await within(settleMs, Promise.all(waiting))) {
      const lost = errorOf(error.code === "PageFailed" ? error.cause : error, "ConnectionLost");
      expect(lost).toMatchObject({ sent: true, retryable: true });
      expect(lost.message).toContain(url);
    }
    errorOf(await within(settleMs, client.closed), "ConnectionLost");
    expect(await within(settleMs, pages.next())).toEqual({ done: true, value: undefined });
  });

  it("fails later requests at once, as not sent", async () => {
    const { gateway, client } = await openTarget(target);
    gateway.dropConnections();
    await within(settleMs, client.closed);
    const error = await within(settleMs, rejectionOf(client.call(GetGlobalState, { userID: 0n }), "ConnectionLost"));
    expect(error.sent).toBe(false);
    await within(settleMs, client.close());
    errorOf(await client.closed, "ConnectionLost");
  });

  it("settles requests that wait for the frequency limit", async () => {
    const { gateway, client } = await openTarget(target);
    const calls = Array.from({ length: 35 }, () =>
      client.call(Qot_GetDailyShortVolume, { security: { market: 11, code: "AAPL" }, num: 1 }).then(
        () => "answered",
        (error: unknown) => errorOf(error, "ConnectionLost").sent,
      ),
    );
    await Promise.all(calls.slice(0, 30));
    gateway.dropConnections();
    const outcomes = await within(settleMs, Promise.all(calls));
    expect(outcomes).toEqual([...Array(30).fill("answered"), ...Array(5).fill(false)]);
  });

  it("is not reported as lost when the program closes the client", async () => {
    const silence = handle(Qot_GetDailyShortVolume, () => new Promise(() => {}));
    const { client, gateway } = await openTarget(target, { handlers: [silence] });
    const page = rejectionOf(client.dailyShortVolume(code).page(), "PageFailed");
    await expect.poll(() => gateway.requestCount(Qot_GetDailyShortVolume)).toBe(1);
    await within(settleMs, client.close());
    expect(errorOf((await within(settleMs, page)).cause, "SessionClosed")).toMatchObject({ sent: true });
    expect(await within(settleMs, client.closed)).toBeUndefined();
    await expect.poll(() => gateway.connections).toBe(0);
  });
});
