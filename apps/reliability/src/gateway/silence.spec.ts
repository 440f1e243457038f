import { createManualClock } from "@opend/core";
import { connect } from "@opend/futu";
import { GetGlobalState, InitConnect, InitWebSocket, KeepAlive, Qot_GetDailyShortVolume } from "@opend/futu/protocols";
import { type Handler, handle } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { errorOf, rejectionOf } from "../testing/caught.js";
import { openTarget, startTestGateway, targets, urlOf } from "../testing/targets.js";

const never = () => new Promise<never>(() => {});

describe.each(targets.filter(({ brand }) => brand === "futu"))("a silent gateway: $name", (target) => {
  it("makes connecting fail during the handshake, and leaves no connection behind", async () => {
    const clock = createManualClock();
    const handlers: Handler[] = [handle(InitConnect, never), handle(InitWebSocket, never)];
    const gateway = await startTestGateway({ brand: "futu", handlers });
    const connecting = rejectionOf(connect({ url: urlOf(gateway, target.transport), clock, env: {} }), "Timeout");
    await expect.poll(() => gateway.requestCount(InitConnect) + gateway.requestCount(InitWebSocket)).toBe(1);
    clock.advance(9_999);
    await expect.poll(() => gateway.connections).toBe(1);
    clock.advance(1);
    expect(await connecting).toMatchObject({ timeoutMs: 10_000, sent: true, retryable: true });
    await expect.poll(() => gateway.connections).toBe(0);
    expect(clock.scheduled).toBe(0);
  });

  it("makes the request time out after the walk's timeout, and the session continues", async () => {
    const clock = createManualClock();
    const { client, gateway } = await openTarget(
      target,
      { handlers: [handle(Qot_GetDailyShortVolume, never)] },
      { clock },
    );
    const page = rejectionOf(client.dailyShortVolume("HK.00700", { timeoutMs: 3000 }).page(), "PageFailed");
    await expect.poll(() => gateway.requestCount(Qot_GetDailyShortVolume)).toBe(1);
    clock.advance(3000);
    const error = await page;
    expect(error.retryable).toBe(true);
    expect(errorOf(error.cause, "Timeout")).toMatchObject({ timeoutMs: 3000, sent: true });
    expect((await client.call(GetGlobalState, { userID: 0n })).qotLogined).toBe(true);
  });

  it("can be left by the caller, who gets the cursor of the missing page", async () => {
    let asked = 0;
    const answer = async () =>
      asked++ === 0 ? { usItemList: [], hkItemList: [{ timestampStr: "2026-05-08" }], nextKey: "next" } : never();
    const { client, gateway } = await openTarget(target, { handlers: [handle(Qot_GetDailyShortVolume, answer)] });
    const stop = new AbortController();
    const walk = rejectionOf(
      client.dailyShortVolume("HK.00700", { signal: stop.signal }).toArray({ limit: 10 }),
      "Aborted",
    );
    await expect.poll(() => gateway.requestCount(Qot_GetDailyShortVolume)).toBe(2);
    const reason = new Error("enough");
    stop.abort(reason);
    expect(await walk).toMatchObject({ cursor: "next", cause: reason, retryable: false });
    expect((await client.call(GetGlobalState, { userID: 0n })).qotLogined).toBe(true);
  });
});

it("a connection is lost when the gateway stops answering heartbeats", async () => {
  const clock = createManualClock();
  const gateway = await startTestGateway({
    brand: "futu",
    handlers: [handle(KeepAlive, never)],
    keepAliveIntervalSeconds: 5,
  });
  const client = await connect({ url: gateway.tcpUrl, clock, env: {}, reconnect: false });
  clock.advance(5000);
  await expect.poll(() => gateway.requestCount(KeepAlive)).toBe(1);
  clock.advance(5000);
  const lost = errorOf(await client.closed, "ConnectionLost");
  expect(lost.message).toContain("heartbeat");
  await expect.poll(() => gateway.connections).toBe(0);
  expect(clock.scheduled).toBe(0);
});
