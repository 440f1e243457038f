import { type ConnectOptions, createManualClock } from "@opend/futu";
import {
  GetUserInfo,
  Qot_Common,
  Qot_Sub,
  Qot_UpdateBasicQot,
  Qot_UpdateKL,
  Qot_UpdateOrderBook,
  Qot_UpdateTicker,
} from "@opend/futu/protocols";
import { type GatewayOptions, handle, refuse } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { collect } from "../testing/collect.js";
import { openTarget, type Target, targets } from "../testing/targets.js";

const codes = ["HK.00700"];

async function open(target: Target, gatewayOptions: Partial<GatewayOptions> = {}, connectOptions: ConnectOptions = {}) {
  const clock = createManualClock();
  const opened = await openTarget(
    target,
    { clock, pushIntervalMs: false, ...gatewayOptions },
    { clock, reconnect: { baseDelayMs: 1, random: () => 1 }, ...connectOptions },
  );
  return { ...opened, clock };
}

function ticker(sequence: number, code = "00700") {
  const price = 471.4;
  return {
    security: { market: 1, code },
    tickerList: [
      { time: "2026-05-08 10:00:00", sequence: BigInt(sequence), dir: 1, price, volume: 100n, turnover: 100 * price },
    ],
  };
}

describe.each(targets)("pushes: $name", (target) => {
  it("arrive while the loop runs, of every protocol", async () => {
    const { client, gateway } = await open(target);
    const streams = [
      collect(client.pushes(Qot_UpdateTicker, { codes })),
      collect(client.pushes(Qot_UpdateBasicQot, { codes })),
      collect(client.pushes(Qot_UpdateOrderBook, { codes })),
      collect(client.pushes(Qot_UpdateKL, { codes, subTypes: [Qot_Common.SubType.KL_1Min] })),
    ];
    await expect.poll(() => gateway.requestCount(Qot_Sub)).toBe(4);
    await expect.poll(() => gateway.pushNow()).toBe(4);
    for (const { items } of streams) await expect.poll(() => items.length).toBeGreaterThanOrEqual(1);
    await client.close();
    for (const { ended } of streams) await ended;
  });

  it("are only those of the requested securities", async () => {
    const { client, gateway } = await open(target);
    const one = collect(client.pushes(Qot_UpdateTicker, { codes }));
    const both = collect(client.pushes(Qot_UpdateTicker, { codes: ["HK.09988", ...codes] }));
    await expect.poll(() => gateway.push(Qot_UpdateTicker, ticker(1, "09988"))).toBe(1);
    await expect.poll(() => gateway.push(Qot_UpdateTicker, ticker(2))).toBe(1);
    await expect.poll(() => one.items.some(({ tickerList }) => tickerList[0]?.sequence === 2n)).toBe(true);
    await expect.poll(() => both.items.some(({ tickerList }) => tickerList[0]?.sequence === 2n)).toBe(true);
    expect(one.items.every((push) => push.security.code === "00700")).toBe(true);
    expect(both.items.some((push) => push.security.code === "09988")).toBe(true);
    // A security that is already subscribed costs no request.
    expect(gateway.requestCount(Qot_Sub)).toBe(2);
  });

  it("stay subscribed after a loop ends while another one listens", async () => {
    const { client, gateway, clock } = await open(target);
    const other = collect(client.pushes(Qot_UpdateTicker, { codes }));
    const stream = client.pushes(Qot_UpdateTicker, { codes });
    await expect.poll(() => gateway.push(Qot_UpdateTicker, ticker(1))).toBe(1);
    const iterator = stream[Symbol.asyncIterator]();
    const first = iterator.next();
    await expect.poll(() => gateway.push(Qot_UpdateTicker, ticker(2))).toBe(1);
    await first;
    await iterator.return();
    const subscriptions = gateway.requestCount(Qot_Sub);
    for (let second = 0; second < 70; second++) {
      clock.advance(1_000);
      await client.call(GetUserInfo, {});
    }
    // The other stream still listens.
    expect(gateway.requestCount(Qot_Sub)).toBe(subscriptions);
    expect(gateway.push(Qot_UpdateTicker, ticker(3))).toBe(1);
    await expect.poll(() => other.items.at(-1)?.tickerList[0]?.sequence).toBe(3n);
    expect(gateway.violations).toEqual([]);
  });

  it("are unsubscribed when the last loop has ended and the gateway allows it, unless a new loop starts", async () => {
    const { client, gateway, clock } = await open(target);
    const pass = async (ms: number) => {
      // In steps, so that the gateway can answer heartbeats in between.
      for (let passed = 0; passed < ms; passed += 1_000) {
        clock.advance(1_000);
        await client.call(GetUserInfo, {});
      }
    };
    const leaveAtOnce = async () => {
      const iterator = client.pushes(Qot_UpdateTicker, { codes })[Symbol.asyncIterator]();
      const first = iterator.next();
      await expect.poll(() => gateway.push(Qot_UpdateTicker, ticker(1))).toBe(1);
      await first;
      await iterator.return();
    };
    await leaveAtOnce();
    await pass(30_000);
    expect(gateway.requestCount(Qot_Sub)).toBe(1);
    // This loop started before the old subscription ended, so it costs no request.
    await leaveAtOnce();
    await pass(20_000);
    expect(gateway.requestCount(Qot_Sub)).toBe(1);
    await pass(11_000);
    await expect.poll(() => gateway.requestCount(Qot_Sub)).toBe(2);
    await expect.poll(() => gateway.push(Qot_UpdateTicker, ticker(2))).toBe(0);
    expect(gateway.violations).toEqual([]);
    // Subscribing again works.
    await leaveAtOnce();
    expect(gateway.requestCount(Qot_Sub)).toBe(3);
  });

  it("are subscribed again after a cut, and the stream reports how long the gap was", async () => {
    const { client, gateway, clock } = await open(target);
    const { items } = collect(client.pushes(Qot_UpdateTicker, { codes }));
    await expect.poll(() => gateway.push(Qot_UpdateTicker, ticker(1))).toBe(1);
    await expect.poll(() => items.at(-1)?.tickerList[0]?.sequence).toBe(1n);
    gateway.dropConnections();
    await expect
      .poll(() => {
        clock.advance(10);
        return client.state;
      })
      .toMatchObject({ status: "ready", epoch: 2, resumed: { failed: [] } });
    const { state } = client;
    expect(state.status === "ready" && (state.resumed?.gapMs ?? 0)).toBeGreaterThan(0);
    expect(gateway.push(Qot_UpdateTicker, ticker(2))).toBe(1);
    await expect.poll(() => items.at(-1)?.tickerList[0]?.sequence).toBe(2n);
  });

  it("wait in a bounded buffer, which counts its losses", async () => {
    const { client, gateway } = await open(target);
    let slow = 0;
    const stream = client.pushes(Qot_UpdateTicker, { codes, bufferSize: 3, onSlowConsumer: () => slow++ });
    const iterator = stream[Symbol.asyncIterator]();
    const first = iterator.next();
    await expect.poll(() => gateway.push(Qot_UpdateTicker, ticker(0))).toBe(1);
    await first;
    for (let sequence = 1; sequence <= 10; sequence++) gateway.push(Qot_UpdateTicker, ticker(sequence));
    // The gateway answers this after all pushes.
    await client.dailyShortVolume("HK.00700").page();
    const rest = [];
    while (rest.at(-1) !== 10n) {
      const { value } = await iterator.next();
      rest.push(value?.tickerList[0]?.sequence);
    }
    expect(rest.slice(-3)).toEqual([8n, 9n, 10n]);
    expect(stream.dropped).toBeGreaterThanOrEqual(7);
    expect(slow).toBe(1);
    await iterator.return();
  });

  it("end the loop under the policy error when it is too slow", async () => {
    const { client, gateway } = await open(target);
    const iterator = client.pushes(Qot_UpdateTicker, { codes, bufferSize: 2, policy: "error" })[Symbol.asyncIterator]();
    const first = iterator.next();
    await expect.poll(() => gateway.push(Qot_UpdateTicker, ticker(0))).toBe(1);
    await first;
    for (let sequence = 1; sequence <= 10; sequence++) gateway.push(Qot_UpdateTicker, ticker(sequence));
    await client.dailyShortVolume("HK.00700").page();
    const taking = (async () => {
      while (!(await iterator.next()).done);
    })();
    await expect(taking).rejects.toMatchObject({ code: "SlowConsumer", bufferSize: 2 });
  });

  it("stop at a signal, and with the client", async () => {
    const { client, gateway } = await open(target);
    const stop = new AbortController();
    const stopped = collect(client.pushes(Qot_UpdateTicker, { codes, signal: stop.signal }));
    const closed = collect(client.pushes(Qot_UpdateTicker, { codes }));
    await expect.poll(() => gateway.push(Qot_UpdateTicker, ticker(1))).toBe(1);
    stop.abort();
    await expect(stopped.ended).rejects.toMatchObject({ code: "Aborted" });
    await client.close();
    await closed.ended;
  });

  it("reject with the gateway's error when it refuses the subscription", async () => {
    const { client } = await open(target);
    const { ended } = collect(client.pushes(Qot_UpdateTicker, { codes: ["FX.EURUSD"] }));
    await expect(ended).rejects.toMatchObject({ code: "NoQuoteRight", protocol: "Qot_Sub" });
  });

  it.each([
    [{ codes: [] }, "InvalidOption"],
    [{ codes: ["700"] }, "InvalidCode"],
    [{ codes, bufferSize: 0 }, "InvalidOption"],
    [{ codes, subTypes: [99] }, "InvalidOption"],
  ])("refuse %j before the client sends anything", async (options, code) => {
    const { client, gateway } = await open(target);
    expect(() => client.pushes(Qot_UpdateTicker, options)).toThrow(expect.objectContaining({ code }));
    expect(() => client.pushes(Qot_UpdateKL, { codes })).toThrow(expect.objectContaining({ option: "subTypes" }));
    expect(gateway.requestCount(Qot_Sub)).toBe(0);
  });
});

it("the client reports a subscription that the gateway refuses after a reconnect", async () => {
  const [target] = targets;
  if (!target) throw new Error("no target");
  const connections = new Set<bigint>();
  const refusing = handle(Qot_Sub, ({ securityList }, { connectionId }) => {
    connections.add(connectionId);
    if (connections.size > 1 && securityList.some(({ code }) => code === "09988")) refuse("no quota left");
    return {};
  });
  const { client, gateway, clock } = await open(target, { handlers: [refusing] });
  collect(client.pushes(Qot_UpdateTicker, { codes: ["HK.00700", "HK.09988"] }));
  await expect.poll(() => connections.size).toBe(1);
  gateway.dropConnections();
  await expect
    .poll(() => {
      clock.advance(10);
      return client.state;
    })
    .toMatchObject({
      status: "ready",
      epoch: 2,
      resumed: { failed: [{ subType: 4, code: "HK.09988", error: { code: "GatewayError", retMsg: "no quota left" } }] },
    });
});
