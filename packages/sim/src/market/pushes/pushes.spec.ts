import { generateKeyPairSync } from "node:crypto";
import { type C2SOf, createManualClock, type ManualClock, type PushProtocol } from "@opend/core";
import {
  Common,
  GetUserInfo,
  InitConnect,
  KeepAlive,
  Notify,
  Qot_RegQotPush,
  Qot_Sub,
  Qot_UpdateBasicQot,
  Qot_UpdateKL,
  Qot_UpdateOrderBook,
  Qot_UpdateTicker,
} from "@opend/core/protocols";
import { PacketEncryption } from "@opend/core/wire";
import { describe, expect, test } from "vitest";
import { handle } from "../../base/handler.js";
import type { Gateway } from "../../gateway/gateway.js";
import { start } from "../../testing/gateways.js";
import { bodyOf, enterTcp, enterWebSocket, initConnect, openTcp, type RawClient } from "../../testing/raw-client.js";

const tencent = { market: 1, code: "00700" };
const apple = { market: 11, code: "AAPL" };
const [basic, book, ticker, kl1Min] = [1, 2, 4, 11];

/** Subscribes and registers. Default: without a first push of the newest value. */
function register(
  client: RawClient,
  subTypeList: number[],
  options: Partial<C2SOf<typeof Qot_Sub>> = {},
): Promise<{ retType: number; retMsg?: string | undefined }> {
  const c2s = { securityList: [tencent], subTypeList, isSubOrUnSub: true, isRegOrUnRegPush: true, isFirstPush: false };
  return client.ask(Qot_Sub, { regPushRehabTypeList: [], ...c2s, ...options });
}

/** Waits for the next frame, which must be this push. */
async function nextPush<S2C>(client: RawClient, protocol: PushProtocol<S2C>): Promise<S2C> {
  const frame = await client.nextFrame();
  expect(frame.protocolId).toBe(protocol.id);
  return bodyOf(protocol.push.decode(frame.body));
}

function createKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  return privateKey.export({ type: "pkcs1", format: "pem" }).toString();
}

async function enterEncrypted(gateway: Gateway, rsaKey: string): Promise<RawClient> {
  const encryption = new PacketEncryption(rsaKey);
  const client = await openTcp(gateway, encryption);
  const packetEncAlgo = Common.PacketEncAlgo.AES_CBC;
  const greeting = bodyOf(await client.ask(InitConnect, { ...initConnect, packetEncAlgo }));
  encryption.start("AES_CBC", { key: greeting.connAESKey, iv: greeting.aesCBCiv });
  return client;
}

const rsaKey = createKey();

describe.each<[string, string | undefined, (gateway: Gateway) => Promise<RawClient>]>([
  ["TCP", undefined, (gateway) => enterTcp(gateway)],
  ["encrypted TCP", rsaKey, (gateway) => enterEncrypted(gateway, rsaKey)],
  ["WebSocket", undefined, (gateway) => enterWebSocket(gateway)],
])("pushes over %s", (transport, key, enter) => {
  test("arrive for registered securities, one trade at a time", async () => {
    const gateway = await start({ rsaKey: key, pushIntervalMs: false });
    const client = await enter(gateway);
    expect(gateway.pushNow()).toBe(0);
    expect(await register(client, [ticker, basic, book, kl1Min])).toMatchObject({ retType: 0 });
    let last = 0n;
    for (let n = 0; n < 20; n++) {
      expect(gateway.pushNow()).toBe(4);
      const { security, tickerList } = await nextPush(client, Qot_UpdateTicker);
      const [trade] = tickerList;
      expect(security).toEqual(tencent);
      expect(trade).toMatchObject({ pushDataType: 1 });
      if (n > 0) expect(trade?.sequence).toBe(last + 1n);
      last = trade?.sequence ?? 0n;
      const [quote] = (await nextPush(client, Qot_UpdateBasicQot)).basicQotList;
      expect(quote).toMatchObject({ security: tencent, curPrice: trade?.price, updateTime: trade?.time });
      const { orderBookAskList: asks, orderBookBidList: bids } = await nextPush(client, Qot_UpdateOrderBook);
      expect(asks[0]?.price).toBeGreaterThan(bids[0]?.price ?? Number.POSITIVE_INFINITY);
      const { klType, rehabType, klList } = await nextPush(client, Qot_UpdateKL);
      expect([klType, rehabType, klList.at(-1)?.closePrice]).toEqual([1, 1, trade?.price]);
    }
    expect(gateway.violations).toEqual([]);
    expect(gateway.droppedPushes).toBe(0);
  });

  test("that a program sends go only to the registered connections", async () => {
    const gateway = await start({ rsaKey: key, pushIntervalMs: false });
    const [client, other] = [await enter(gateway), await enter(gateway)];
    await register(client, [ticker, kl1Min]);
    await register(other, [ticker], { securityList: [apple] });
    const mine = { security: tencent, tickerList: [] };
    expect(gateway.push(Qot_UpdateTicker, mine)).toBe(1);
    expect(gateway.push(Qot_UpdateTicker, { ...mine, security: { market: 1, code: "00005" } })).toBe(0);
    expect(gateway.push(Qot_UpdateOrderBook, { security: tencent, orderBookAskList: [], orderBookBidList: [] })).toBe(
      0,
    );
    expect(gateway.push(Qot_UpdateBasicQot, { basicQotList: [] })).toBe(0);
    // K-lines also need the price adjustment, and a registered period.
    const line = { rehabType: 1, klType: 1, security: tencent, klList: [] };
    expect(gateway.push(Qot_UpdateKL, line)).toBe(1);
    expect(gateway.push(Qot_UpdateKL, { ...line, rehabType: 2 })).toBe(0);
    expect(gateway.push(Qot_UpdateKL, { ...line, klType: 2 })).toBe(0);
    const unknown: number = 99;
    expect(gateway.push(Qot_UpdateKL, { ...line, klType: unknown })).toBe(0);
    expect(await nextPush(client, Qot_UpdateTicker)).toMatchObject(mine);
    expect(await nextPush(client, Qot_UpdateKL)).toMatchObject(line);
    expect(gateway.push(Qot_UpdateTicker, { ...mine, security: apple })).toBe(1);
    expect(await nextPush(other, Qot_UpdateTicker)).toMatchObject({ security: apple });
    const fraction: number = 0.5;
    expect(() => gateway.push(Qot_UpdateTicker, { ...mine, security: { market: fraction, code: "" } })).toThrow(
      "whole number",
    );
    expect(await client.ask(KeepAlive, { time: 0n })).toMatchObject({ retType: 0 });
  });

  test("differ from the reply to a pending request: over TCP by protocol, over WebSocket by serial number", async () => {
    let finish = () => {};
    const slow = handle(GetUserInfo, async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return { nickName: "slow" };
    });
    const gateway = await start({ rsaKey: key, pushIntervalMs: false, handlers: [slow] });
    const client = await enter(gateway);
    await register(client, [ticker]);
    const serial = 1;
    client.sendFrame({ protocolId: GetUserInfo.id, serial, body: GetUserInfo.request.encode({ c2s: {} }) });
    await expect.poll(() => gateway.requestCount(GetUserInfo)).toBe(1);
    gateway.pushNow();
    finish();
    const frames = [await client.nextFrame(), await client.nextFrame()];
    expect(frames.map(({ protocolId }) => protocolId)).toEqual([Qot_UpdateTicker.id, GetUserInfo.id]);
    expect(frames.map((frame) => frame.serial)).toEqual([transport === "WebSocket" ? 0 : serial, serial]);
  });

  test("are dropped when a slow reader's buffer is full", async () => {
    const gateway = await start({ rsaKey: key, pushIntervalMs: false });
    const client = await enter(gateway);
    await register(client, [ticker]);
    const tick = { time: "", sequence: 1n, dir: 1, price: 1, volume: 1n, turnover: 1 };
    const big = { security: tencent, name: "x".repeat(400_000), tickerList: [tick] };
    client.pause();
    let sent = 0;
    while (gateway.droppedPushes === 0 && sent < 200) sent += gateway.push(Qot_UpdateTicker, big);
    expect(gateway.droppedPushes).toBe(1);
    // The gateway's own 4 MiB, and the buffers of the system.
    expect(sent).toBeLessThan(60);
    for (let n = 0; n < 5; n++) expect(gateway.pushNow()).toBe(0);
    expect(gateway.droppedPushes).toBe(6);
    client.resume();
    for (let n = 0; n < sent; n++) expect((await nextPush(client, Qot_UpdateTicker)).name).toHaveLength(400_000);
    await expect.poll(() => gateway.pushNow()).toBe(1);
    expect((await nextPush(client, Qot_UpdateTicker)).tickerList[0]?.sequence).toBeGreaterThan(1n);
  });
});

describe("the newest value", () => {
  test.each([
    ["with Qot_Sub", (client: RawClient, isFirstPush?: boolean) => register(client, [ticker, basic], { isFirstPush })],
    [
      "with Qot_RegQotPush",
      async (client: RawClient, isFirstPush?: boolean) => {
        await register(client, [ticker, basic], { isRegOrUnRegPush: undefined });
        const c2s = { securityList: [tencent], subTypeList: [ticker, basic], rehabTypeList: [], isRegOrUnReg: true };
        return await client.ask(Qot_RegQotPush, { ...c2s, isFirstPush });
      },
    ],
  ])("follows the reply %s, unless it is not wanted", async (_, ask) => {
    const gateway = await start({ pushIntervalMs: false });
    for (const isFirstPush of [undefined, true]) {
      const client = await enterTcp(gateway);
      expect(await ask(client, isFirstPush)).toMatchObject({ retType: 0 });
      const { tickerList } = await nextPush(client, Qot_UpdateTicker);
      expect(tickerList).toMatchObject([{ pushDataType: 3 }]);
      const [quote] = (await nextPush(client, Qot_UpdateBasicQot)).basicQotList;
      expect(quote?.curPrice).toBe(tickerList[0]?.price);
    }
    const quiet = await enterTcp(gateway);
    await ask(quiet, false);
    expect(await quiet.ask(KeepAlive, { time: 0n })).toMatchObject({ retType: 0 });
  });

  test("comes from the previous round", async () => {
    const gateway = await start({ pushIntervalMs: false });
    const [first, second] = [await enterTcp(gateway), await enterWebSocket(gateway)];
    await register(first, [ticker]);
    for (let n = 0; n < 3; n++) gateway.pushNow();
    await register(second, [ticker], { isFirstPush: true });
    const sequences = [];
    for (let n = 0; n < 3; n++) sequences.push((await nextPush(first, Qot_UpdateTicker)).tickerList[0]?.sequence);
    expect((await nextPush(second, Qot_UpdateTicker)).tickerList[0]?.sequence).toBe(sequences.at(-1));
  });
});

describe("rounds", () => {
  /** WebSocket has no heartbeat timeout, unlike TCP. */
  async function enterAt(clock: ManualClock, pushIntervalMs?: number | false) {
    const gateway = await start({ clock, pushIntervalMs });
    return { gateway, client: await enterWebSocket(gateway) };
  }

  test.each([
    [undefined, 1000],
    [250, 250],
  ])("with pushIntervalMs %s happen every %s ms, by the gateway's clock", async (pushIntervalMs, everyMs) => {
    const clock = createManualClock(Date.parse("2026-05-08T01:30:00Z"));
    const { client } = await enterAt(clock, pushIntervalMs);
    expect(clock.scheduled).toBe(0);
    await register(client, [ticker, basic]);
    expect(clock.scheduled).toBe(1);
    clock.advance(everyMs - 1);
    // Nothing arrives before the reply.
    expect(await client.ask(KeepAlive, { time: 0n })).toMatchObject({ retType: 0 });
    clock.advance(1);
    clock.advance(everyMs);
    for (const n of [1, 2]) {
      const { tickerList } = await nextPush(client, Qot_UpdateTicker);
      expect(tickerList[0]?.timestamp).toBe((Date.parse("2026-05-08T01:30:00Z") + n * everyMs) / 1000);
      await nextPush(client, Qot_UpdateBasicQot);
    }
  });

  test("stop with the last registration, subscription or connection, and leave no timer behind", async () => {
    const clock = createManualClock();
    const { gateway, client } = await enterAt(clock);
    await register(client, [ticker]);
    const c2s = { securityList: [tencent], subTypeList: [ticker], rehabTypeList: [] };
    await client.ask(Qot_RegQotPush, { ...c2s, isRegOrUnReg: false });
    expect(clock.scheduled).toBe(0);
    await client.ask(Qot_RegQotPush, { ...c2s, isRegOrUnReg: true, isFirstPush: false });
    await register(client, [ticker], { isRegOrUnRegPush: false });
    expect(clock.scheduled).toBe(0);
    await register(client, [ticker]);
    expect(clock.scheduled).toBe(1);
    client.close();
    await expect.poll(() => gateway.connections).toBe(0);
    expect(clock.scheduled).toBe(0);
    expect(gateway.pushNow()).toBe(0);
  });

  test.each(["close", "dropConnections"] as const)("end with %s()", async (end) => {
    const clock = createManualClock();
    const { gateway, client } = await enterAt(clock);
    await register(client, [ticker]);
    await gateway[end]();
    expect(clock.scheduled).toBe(0);
    expect([gateway.pushNow(), gateway.push(Qot_UpdateTicker, { security: tencent, tickerList: [] })]).toEqual([0, 0]);
    await client.closed;
  });

  test("can be turned off", async () => {
    const clock = createManualClock();
    const { client } = await enterAt(clock, false);
    await register(client, [ticker]);
    expect(clock.scheduled).toBe(0);
  });

  test("trade each security once, however many registrations it has", async () => {
    const gateway = await start({ pushIntervalMs: false });
    const clients = [await enterTcp(gateway), await enterWebSocket(gateway)];
    for (const client of clients) await register(client, [ticker], { securityList: [tencent, apple] });
    expect(gateway.pushNow()).toBe(4);
    const [a, b] = await Promise.all(
      clients.map(async (client) => [
        await nextPush(client, Qot_UpdateTicker),
        await nextPush(client, Qot_UpdateTicker),
      ]),
    );
    expect(a).toEqual(b);
    expect(a?.map(({ security }) => security)).toEqual([tencent, apple]);
  });

  test.each([0, -1, 1.5, 2 ** 31])("cannot be %s ms apart", async (pushIntervalMs) => {
    await expect(start({ pushIntervalMs })).rejects.toMatchObject({ code: "InvalidOption", option: "pushIntervalMs" });
  });
});

test("notices go to the TCP clients that requested them, and to all WebSocket clients", async () => {
  const gateway = await start();
  const notice = { type: 1, event: { eventType: 7, desc: "logged in elsewhere" } };
  expect(gateway.push(Notify, notice)).toBe(0);
  const wanting = await enterTcp(gateway, { recvNotify: true });
  const quiet = await enterTcp(gateway);
  const web = await enterWebSocket(gateway);
  expect(gateway.push(Notify, notice)).toBe(2);
  for (const client of [wanting, web]) expect(await nextPush(client, Notify)).toMatchObject(notice);
  expect(await quiet.ask(KeepAlive, { time: 0n })).toMatchObject({ retType: 0 });
});

describe("work after a handler's reply", () => {
  test("runs after the reply", async () => {
    const gateway = await start({
      handlers: [
        handle(GetUserInfo, (_, { afterReply }) => {
          afterReply(() => void gateway.push(Notify, { type: 0 }));
          return {};
        }),
      ],
    });
    const client = await enterTcp(gateway, { recvNotify: true });
    expect(await client.ask(GetUserInfo, {})).toMatchObject({ retType: 0 });
    expect(await nextPush(client, Notify)).toEqual({ type: 0 });
  });

  test("is recorded if it fails, and there is only one reply", async () => {
    const failing = handle(GetUserInfo, (_, { afterReply }) => {
      afterReply(() => {
        throw new Error("oops");
      });
      return {};
    });
    const gateway = await start({ handlers: [failing] });
    const client = await enterTcp(gateway);
    expect(await client.ask(GetUserInfo, {})).toMatchObject({ retType: 0 });
    expect(await client.ask(KeepAlive, { time: 0n })).toMatchObject({ retType: 0 });
    expect(gateway.violations).toMatchObject([{ kind: "HandlerFailed", message: expect.stringContaining("oops") }]);
  });
});
