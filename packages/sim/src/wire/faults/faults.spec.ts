import { createManualClock } from "@opend/core";
import {
  GetUserInfo,
  InitConnect,
  KeepAlive,
  Notify,
  Qot_GetDailyShortVolume,
  Qot_GetShortInterest,
} from "@opend/core/protocols";
import { describe, expect, it, test } from "vitest";
import { start } from "../../testing/gateways.js";
import { bodyOf, enterTcp, enterWebSocket, initConnect, openTcp, type RawClient } from "../../testing/raw-client.js";
import {
  closeMidFrame,
  coalesceReplies,
  corruptChecksum,
  dropConnection,
  dropHeartbeats,
  duplicateReplies,
  type Fault,
  halfOpen,
  jumpClock,
  kickAfterLogin,
  loseServer,
  neverSentSerial,
  oversizeLength,
  pushNotify,
  refuseRequests,
  repeatCursor,
  resetConnection,
  splitReplies,
  stallReplies,
  swapReplies,
  wrongSerial,
} from "./index.js";

const tencent = { security: { market: 1, code: "00700" }, num: 2 };
const transports = [
  ["TCP", enterTcp],
  ["WebSocket", enterWebSocket],
] as const;

const ask = (client: RawClient) => client.ask(Qot_GetShortInterest, tencent);

/** Sends a request without waiting for the reply. */
function post(client: RawClient, serial: number): void {
  const body = Qot_GetShortInterest.request.encode({ c2s: tencent });
  client.sendFrame({ protocolId: Qot_GetShortInterest.id, serial, body });
}

async function serialsOf(client: RawClient, count: number): Promise<number[]> {
  const serials: number[] = [];
  for (let n = 0; n < count; n++) serials.push((await client.nextFrame()).serial);
  return serials;
}

describe.each(transports)("faults over %s", (_, enter) => {
  const open = async (...faults: Fault[]) => {
    const gateway = await start({ faults });
    return { gateway, client: await enter(gateway) };
  };

  it.each([1, 7, 1_000_000])("split: writes of %d bytes change nothing", async (chunkBytes) => {
    const { client } = await open(splitReplies({ chunkBytes, protocol: "all" }));
    expect(bodyOf(await ask(client)).hkItemList).toHaveLength(2);
    expect(await client.ask(KeepAlive, { time: 0n })).toMatchObject({ retType: 0 });
  });

  it("coalesce: replies wait until there are enough, and removing the fault releases the rest", async () => {
    const { client, gateway } = await open(coalesceReplies({ count: 3 }));
    for (const serial of [11, 12]) post(client, serial);
    expect(await client.ask(KeepAlive, { time: 0n })).toMatchObject({ retType: 0 });
    for (const serial of [13, 14]) post(client, serial);
    expect(await serialsOf(client, 3)).toEqual([11, 12, 13]);
    gateway.clearFaults();
    expect(await serialsOf(client, 1)).toEqual([14]);
  });

  it("stall: until the fault is removed", async () => {
    const { client, gateway } = await open();
    const release = gateway.inject(stallReplies());
    for (const serial of [11, 12]) post(client, serial);
    expect(await client.ask(KeepAlive, { time: 0n })).toMatchObject({ retType: 0 });
    release();
    expect(await serialsOf(client, 2)).toEqual([11, 12]);
    release();
    post(client, 13);
    expect(await serialsOf(client, 1)).toEqual([13]);
  });

  it("stall: one reply, for a limited time", async () => {
    const clock = createManualClock();
    const gateway = await start({ clock, faults: [stallReplies({ ms: 500, times: 1 })] });
    const client = await enter(gateway);
    for (const serial of [11, 12]) post(client, serial);
    expect(await serialsOf(client, 1)).toEqual([12]);
    clock.advance(499);
    post(client, 13);
    expect(await serialsOf(client, 1)).toEqual([13]);
    clock.advance(1);
    expect(await serialsOf(client, 1)).toEqual([11]);
  });

  it("swap: each pair arrives in reverse order", async () => {
    const { client, gateway } = await open(swapReplies());
    for (const serial of [11, 12, 13]) post(client, serial);
    expect(await serialsOf(client, 2)).toEqual([12, 11]);
    gateway.clearFaults();
    expect(await serialsOf(client, 1)).toEqual([13]);
  });

  it("duplicate: the same reply twice", async () => {
    const { client } = await open(duplicateReplies({ times: 1 }));
    for (const serial of [11, 12]) post(client, serial);
    expect(await serialsOf(client, 3)).toEqual([11, 11, 12]);
  });

  it("serial numbers: wrong, and never sent", async () => {
    const { client } = await open(wrongSerial({ times: 1 }), neverSentSerial({ after: 1, times: 1 }));
    for (const serial of [11, 12, 13]) post(client, serial);
    expect(await serialsOf(client, 3)).toEqual([1, 1_000_012, 13]);
  });

  it("push: a Notify before the reply, with its serial number", async () => {
    const { client } = await open(pushNotify());
    post(client, 11);
    const push = await client.nextFrame();
    expect([push.protocolId, push.serial]).toEqual([Notify.id, 11]);
    expect(Notify.push.decode(push.body)).toMatchObject({ retType: 0, s2c: { type: 1 } });
    expect((await client.nextFrame()).protocolId).toBe(Qot_GetShortInterest.id);
  });

  it("refuse: a number of requests of a protocol", async () => {
    const fault = refuseRequests({ retMsg: "busy", retType: -100, protocol: Qot_GetShortInterest, times: 2 });
    const { client } = await open(fault);
    expect(await ask(client)).toMatchObject({ retType: -100, retMsg: "busy" });
    expect(await client.ask(GetUserInfo, {})).toMatchObject({ retType: 0 });
    expect(await ask(client)).toMatchObject({ retType: -100 });
    expect(await ask(client)).toMatchObject({ retType: 0 });
  });

  it.each([
    ["en", "NN_ProtoRet_TimeOut"],
    ["zh", "网络中断"],
  ] as const)("lose server: the text of a gateway in %s", async (language, retMsg) => {
    const client = await enter(await start({ language, faults: [loseServer({ after: 1, times: 1 })] }));
    expect(await ask(client)).toMatchObject({ retType: 0 });
    expect(await ask(client)).toMatchObject({ retType: -1, retMsg });
    expect(await ask(client)).toMatchObject({ retType: 0 });
  });

  it.each([Qot_GetShortInterest, Qot_GetDailyShortVolume])("repeat: the cursor of $name", async (protocol) => {
    const { client } = await open(repeatCursor());
    const first = bodyOf(await client.ask(protocol, tencent));
    const second = bodyOf(await client.ask(protocol, { ...tencent, nextKey: first.nextKey ?? "" }));
    expect(second.hkItemList).not.toEqual(first.hkItemList);
    expect(second.nextKey).toBe(first.nextKey);
  });

  it.each([
    ["dropped", dropConnection({ after: 1 })],
    ["reset", resetConnection({ after: 1 })],
    ["closed in the middle of a frame", closeMidFrame({ bytes: 50, after: 1 })],
    ["closed before a frame", closeMidFrame({ bytes: 0, after: 1 })],
  ])("a connection that is %s", async (_, fault) => {
    const { client, gateway } = await open(fault);
    expect(await ask(client)).toMatchObject({ retType: 0 });
    await expect(ask(client)).rejects.toThrow("closed");
    await expect.poll(() => gateway.connections).toBe(0);
    expect(gateway.violations).toEqual([]);
  });

  it("half-open: silence until the client closes", async () => {
    const { client, gateway } = await open(halfOpen());
    post(client, 11);
    await expect.poll(() => gateway.requestCount(Qot_GetShortInterest)).toBe(1);
    client.sendBytes("no frame");
    gateway.clearFaults();
    post(client, 12);
    const other = await enter(gateway);
    expect(await ask(other)).toMatchObject({ retType: 0 });
    expect(gateway.connections).toBe(2);
    expect(gateway.violations).toEqual([]);
    client.close();
    await expect.poll(() => gateway.connections).toBe(1);
  });

  it("kick: closes after the handshake, a number of times", async () => {
    const gateway = await start({ faults: [kickAfterLogin({ times: 1 })] });
    await (await enter(gateway)).closed;
    expect(await ask(await enter(gateway))).toMatchObject({ retType: 0 });
  });

  it("limits: `after` counts per connection, `times` over all connections", async () => {
    const { client, gateway } = await open(refuseRequests({ retMsg: "no", after: 1, times: 2 }));
    const outcome = async (from: RawClient) => (await ask(from)).retType;
    expect([await outcome(client), await outcome(client)]).toEqual([0, -1]);
    const other = await enter(gateway);
    expect([await outcome(other), await outcome(other), await outcome(other)]).toEqual([0, -1, 0]);
    expect(await outcome(client)).toBe(0);
  });

  it("several faults act in the order of their injection", async () => {
    const { client } = await open(pushNotify(), duplicateReplies(), splitReplies({ chunkBytes: 3 }));
    post(client, 11);
    const ids: number[] = [];
    for (let n = 0; n < 4; n++) ids.push((await client.nextFrame()).protocolId);
    expect(ids).toEqual([Notify.id, Notify.id, Qot_GetShortInterest.id, Qot_GetShortInterest.id]);
  });
});

describe("over TCP", () => {
  test("heartbeats are read but not answered", async () => {
    const gateway = await start({ faults: [dropHeartbeats({ times: 1 })] });
    const client = await enterTcp(gateway);
    const body = KeepAlive.request.encode({ c2s: { time: 0n } });
    for (const serial of [11, 12]) client.sendFrame({ protocolId: KeepAlive.id, serial, body });
    expect(await serialsOf(client, 1)).toEqual([12]);
  });

  test("a leap of the clock frees the frequency limit, and ends connections without a heartbeat", async () => {
    const clock = createManualClock();
    const gateway = await start({ clock, faults: [jumpClock({ ms: 29_000, after: 1, times: 2 })] });
    const client = await enterTcp(gateway);
    const other = await enterTcp(gateway);
    await ask(client);
    await client.ask(KeepAlive, { time: 0n });
    await ask(client);
    expect(bodyOf(await client.ask(KeepAlive, { time: 0n })).time).toBe(29n);
    clock.advance(1000);
    await other.closed;
    await client.ask(KeepAlive, { time: 0n });
    await ask(client);
    expect(bodyOf(await client.ask(KeepAlive, { time: 0n })).time).toBe(59n);
    expect(gateway.violations.map(({ kind }) => kind)).toEqual(["HeartbeatMissing"]);
  });
});

test.each([
  ["after", () => dropConnection({ after: -1 })],
  ["times", () => pushNotify({ times: 0.5 })],
  ["chunkBytes", () => splitReplies({ chunkBytes: 0 })],
  ["count", () => coalesceReplies({ count: 0 })],
  ["ms", () => stallReplies({ ms: Number.NaN })],
  ["ms", () => jumpClock({ ms: -1 })],
  ["bytes", () => closeMidFrame({ bytes: 1.5 })],
])("a wrong %s is refused", (option, make) => {
  expect(make).toThrow(expect.objectContaining({ code: "InvalidOption", option }));
});

test.each([
  ["a wrong checksum", corruptChecksum(), "ChecksumMismatch"],
  ["an oversized length", oversizeLength(), "FrameTooLarge"],
] as const)("%s", async (_, fault, code) => {
  const gateway = await start({ faults: [fault] });
  const client = await openTcp(gateway);
  const errors: unknown[] = [];
  client.onBroken = (error) => errors.push(error);
  await client.ask(InitConnect, initConnect);
  post(client, 11);
  await expect.poll(() => errors).toMatchObject([{ code }]);
});
