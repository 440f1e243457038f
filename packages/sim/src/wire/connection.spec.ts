import { createManualClock } from "@opend/core";
import {
  GetUserInfo,
  InitConnect,
  InitWebSocket,
  KeepAlive,
  Qot_GetDailyShortVolume,
  Qot_GetShortInterest,
} from "@opend/core/protocols";
import { createTcpFrameCodec, defaultMaxFrameBytes } from "@opend/core/wire";
import { describe, expect, test } from "vitest";
import { handle } from "../base/handler.js";
import type { Gateway } from "../gateway/gateway.js";
import { start } from "../testing/gateways.js";
import {
  enterTcp,
  enterWebSocket,
  initConnect,
  openTcp,
  openWebSocket,
  type RawClient,
} from "../testing/raw-client.js";
import { dropConnection } from "./faults/connection-ends.js";

const tencent = { security: { market: 1, code: "00700" } };

function keepAliveBytes(): Uint8Array {
  return createTcpFrameCodec().encode({ protocolId: 1004, serial: 1, body: new Uint8Array(4) });
}

function kindsOf(gateway: Gateway): string[] {
  return gateway.violations.map(({ kind }) => kind);
}

describe("a TCP connection is cut for", () => {
  const cases: [kind: string, fault: string, bytes: () => Uint8Array | string][] = [
    ["MalformedFrame", "a wrong magic number", () => "GET / HTTP/1.1\r\n\r\n"],
    ["MalformedFrame", "a body in JSON", () => keepAliveBytes().with(6, 1)],
    ["ChecksumMismatch", "a wrong SHA-1", () => keepAliveBytes().with(16, 0)],
    [
      "FrameTooLarge",
      "a frame over the limit",
      () => {
        const bytes = keepAliveBytes();
        new DataView(bytes.buffer).setUint32(12, defaultMaxFrameBytes, true);
        return bytes;
      },
    ],
  ];
  test.each(cases)("%s: %s", async (kind, _, bytes) => {
    const gateway = await start();
    const client = await enterTcp(gateway);
    client.sendBytes(bytes());
    await client.closed;
    expect(gateway.violations).toMatchObject([{ kind, transport: "tcp" }]);
    expect(gateway.connections).toBe(0);
  });
});

describe("a WebSocket connection is cut for", () => {
  const cases: [kind: string, fault: string, bytes: Uint8Array | string][] = [
    ["MalformedFrame", "a wrong signature", new Uint8Array(20)],
    ["MalformedFrame", "a short frame", new TextEncoder().encode("ft-v1.0\0")],
    ["MalformedFrame", "a text message", "hello"],
    ["FrameTooLarge", "a frame over the limit", new Uint8Array(defaultMaxFrameBytes + 1)],
  ];
  test.each(cases)("%s: %s", async (kind, _, bytes) => {
    const gateway = await start();
    const client = await enterWebSocket(gateway);
    client.sendBytes(bytes);
    await client.closed;
    expect(gateway.violations).toMatchObject([{ kind, transport: "websocket" }]);
    expect(gateway.connections).toBe(0);
  });
});

describe.each([
  ["tcp", openTcp, enterTcp],
  ["websocket", openWebSocket, (gateway: Gateway) => enterWebSocket(gateway)],
] as const)("over %s", (transport, open, enter) => {
  test("a request before the handshake is refused, and the handshake still works", async () => {
    const gateway = await start();
    const client = await open(gateway);
    const refused = await client.ask(Qot_GetDailyShortVolume, tencent);
    expect(refused).toMatchObject({ retType: -1 });
    expect(refused.s2c).toBeUndefined();
    expect(gateway.violations).toMatchObject([{ kind: "HandshakeMissing", transport, protocolId: 3248 }]);
    const shaken = transport === "tcp" ? client.ask(InitConnect, initConnect) : client.ask(InitWebSocket, {});
    expect(await shaken).toMatchObject({ retType: 0 });
    expect(await client.ask(Qot_GetDailyShortVolume, tencent)).toMatchObject({ retType: 0 });
  });

  test("an unknown protocol is refused", async () => {
    const gateway = await start();
    const client = await enter(gateway);
    client.sendFrame({ protocolId: 9999, serial: 77, body: new Uint8Array() });
    const { protocolId, serial, body } = await client.nextFrame();
    expect({ protocolId, serial }).toEqual({ protocolId: 9999, serial: 77 });
    const refused = KeepAlive.response.decode(body);
    expect(refused).toMatchObject({ retType: -1 });
    expect(refused.s2c).toBeUndefined();
    expect(gateway.violations).toMatchObject([{ kind: "UnknownProtocol", protocolId: 9999 }]);
  });

  test("the other transport's handshake is refused", async () => {
    const gateway = await start();
    const client = await enter(gateway);
    const reply = transport === "tcp" ? client.ask(InitWebSocket, {}) : client.ask(InitConnect, initConnect);
    expect(await reply).toMatchObject({ retType: -1 });
    expect(kindsOf(gateway)).toEqual(["UnknownProtocol"]);
  });

  test.each([
    ["lacks a required field", Uint8Array.of(0x0a, 2, 0x18, 5), "c2s.security"],
    ["does not parse", Uint8Array.of(0x0a, 0xff), "do not parse"],
  ])("a body that %s is refused, with the place of the mistake", async (_, body, where) => {
    const gateway = await start();
    const client = await enter(gateway);
    client.sendFrame({ protocolId: Qot_GetShortInterest.id, serial: 5, body });
    const reply = await client.nextFrame();
    expect(reply).toMatchObject({ protocolId: Qot_GetShortInterest.id, serial: 5 });
    const { retType, retMsg } = Qot_GetShortInterest.response.decode(reply.body);
    expect(retType).toBe(-500);
    expect(retMsg).toContain(where);
    expect(gateway.violations).toMatchObject([{ kind: "MalformedMessage", protocolId: 3249 }]);
  });

  test("replies carry the serial numbers of their requests, in any order", async () => {
    const finish = new Map<number, () => void>();
    const slow = handle(GetUserInfo, async ({ flag = 0 }) => {
      await new Promise<void>((resolve) => finish.set(flag, resolve));
      return { nickName: String(flag) };
    });
    const gateway = await start({ handlers: [slow] });
    const client = await enter(gateway);
    for (const serial of [11, 12, 13]) {
      const body = GetUserInfo.request.encode({ c2s: { flag: serial } });
      client.sendFrame({ protocolId: GetUserInfo.id, serial, body });
    }
    await expect.poll(() => finish.size).toBe(3);
    const serials: [number, string | undefined][] = [];
    for (const serial of [13, 11, 12]) {
      finish.get(serial)?.();
      const frame = await client.nextFrame();
      serials.push([frame.serial, GetUserInfo.response.decode(frame.body).s2c?.nickName]);
    }
    expect(serials).toEqual([
      [13, "13"],
      [11, "11"],
      [12, "12"],
    ]);
  });

  test("a fault counts the queries of each connection", async () => {
    const gateway = await start({ faults: [dropConnection({ after: 2 })] });
    for (let n = 0; n < 2; n++) {
      const client: RawClient = await enter(gateway);
      await client.ask(KeepAlive, { time: 0n });
      expect(await client.ask(Qot_GetShortInterest, tencent)).toMatchObject({ retType: 0 });
      expect(await client.ask(GetUserInfo, {})).toMatchObject({ retType: 0 });
      await client.ask(KeepAlive, { time: 0n });
      await expect(client.ask(Qot_GetShortInterest, tencent)).rejects.toThrow("closed");
    }
    expect(gateway.violations).toEqual([]);
    expect(gateway.connections).toBe(0);
  });
});

describe("the heartbeat", () => {
  test("keeps a TCP connection open, which ends after 30 s without one", async () => {
    const clock = createManualClock();
    const gateway = await start({ clock });
    const client = await enterTcp(gateway);
    for (let n = 0; n < 3; n++) {
      clock.advance(29_999);
      expect(await client.ask(KeepAlive, { time: 0n })).toMatchObject({ retType: 0 });
    }
    // A query does not count as a heartbeat.
    clock.advance(29_999);
    await client.ask(Qot_GetShortInterest, tencent);
    clock.advance(1);
    await client.closed;
    expect(kindsOf(gateway)).toEqual(["HeartbeatMissing"]);
    expect(clock.scheduled).toBe(0);
  });

  test("is left to the relay over WebSocket", async () => {
    const clock = createManualClock();
    const gateway = await start({ clock });
    const client = await enterWebSocket(gateway);
    clock.advance(60_000);
    expect(await client.ask(Qot_GetShortInterest, tencent)).toMatchObject({ retType: 0 });
    expect(gateway.violations).toEqual([]);
  });

  test("leaves no timer behind when the client leaves or the gateway closes", async () => {
    const clock = createManualClock();
    const gateway = await start({ clock });
    const client = await enterTcp(gateway);
    expect(clock.scheduled).toBe(1);
    client.close();
    await expect.poll(() => gateway.connections).toBe(0);
    expect(clock.scheduled).toBe(0);
    await enterTcp(gateway);
    await gateway.close();
    expect(clock.scheduled).toBe(0);
  });
});
