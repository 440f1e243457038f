import { connect, createServer } from "node:net";
import { inspect } from "node:util";
import { createManualClock } from "@opend/core";
import { GetUserInfo, InitConnect, InitWebSocket, Qot_GetDailyShortVolume } from "@opend/core/protocols";
import { describe, expect, test } from "vitest";
import { handle } from "../base/handler.js";
import { refuse } from "../base/refuse.js";
import { start } from "../testing/gateways.js";
import { bodyOf, enterTcp, enterWebSocket, initConnect, md5Of, openTcp, openWebSocket } from "../testing/raw-client.js";
import { startGateway } from "./start-gateway.js";

const tencent = { security: { market: 1, code: "00700" } };

describe("the WebSocket key", () => {
  const key = "open sesame 4711";

  test("admits a client that knows it", async () => {
    const gateway = await start({ key });
    const client = await enterWebSocket(gateway, key);
    expect(await client.ask(Qot_GetDailyShortVolume, tencent)).toMatchObject({ retType: 0 });
    expect(gateway.violations).toEqual([]);
  });

  test.each([
    ["none", undefined, "the WebSocket key is required and none was given"],
    ["a wrong one", md5Of("wrong"), "the WebSocket key is wrong"],
    ["the plain one", key, "the WebSocket key is wrong"],
    ["the right one in upper case", md5Of(key).toUpperCase(), "the WebSocket key is wrong"],
  ])("refuses a client that shows %s, and closes the connection", async (_, websocketKey, reason) => {
    const gateway = await start({ key });
    const client = await openWebSocket(gateway);
    client.sendFrame({ protocolId: 1, serial: 1, body: InitWebSocket.request.encode({ c2s: { websocketKey } }) });
    const { body, relayError } = await client.nextFrame();
    expect(body).toHaveLength(0);
    expect(relayError).toEqual({ code: 4, message: "WebSocket key error" });
    await client.closed;
    await expect.poll(() => gateway.connections).toBe(0);
    expect(gateway.violations).toMatchObject([{ kind: "KeyRefused", transport: "websocket", protocolId: 1 }]);
    expect(gateway.violations[0]?.message).toBe(reason);
    const printed = inspect([gateway, gateway.violations], { depth: 20, showHidden: true, getters: true });
    expect(printed).not.toContain(key);
    expect(printed.toLowerCase()).not.toContain(md5Of(key));
  });

  test("is not required over TCP, or if none is set", async () => {
    const [locked, open] = await Promise.all([start({ key }), start()]);
    await enterTcp(locked);
    await enterWebSocket(open, "anything");
    expect([...locked.violations, ...open.violations]).toEqual([]);
  });
});

describe("the frequency limit", () => {
  test("applies to all connections together, and refuses in the gateway's words", async () => {
    const clock = createManualClock();
    const gateway = await start({ clock });
    const clients = [await enterTcp(gateway), await enterWebSocket(gateway)];
    const ask = async () => {
      const retTypes: number[] = [];
      for (const client of clients) retTypes.push((await client.ask(Qot_GetDailyShortVolume, tencent)).retType);
      return retTypes;
    };
    for (let n = 0; n < 15; n++) expect(await ask()).toEqual([0, 0]);
    expect(await clients[0]?.ask(Qot_GetDailyShortVolume, tencent)).toMatchObject({
      retType: -1,
      retMsg: "Get Daily Short Volume request failed due to high frequency. Maximum 30 times per 30 seconds.",
    });
    expect(gateway.violations).toMatchObject([{ kind: "TooFrequent", protocolId: 3248 }]);
    expect(gateway.requestCount(Qot_GetDailyShortVolume)).toBe(31);
  });

  test("can be turned off", async () => {
    const client = await enterTcp(await start({ rateLimit: false }));
    for (let n = 0; n < 31; n++) expect((await client.ask(Qot_GetDailyShortVolume, tencent)).retType).toBe(0);
  });
});

describe("handlers", () => {
  test("replace built-in replies; the last one wins", async () => {
    const first = handle(GetUserInfo, () => ({ nickName: "first" }));
    const last = handle(GetUserInfo, (_, { brand, transport }) => ({ nickName: `${brand} over ${transport}` }));
    const client = await enterTcp(await start({ handlers: [first, last] }));
    expect(bodyOf(await client.ask(GetUserInfo, {}))).toEqual({ nickName: "futu over tcp" });
  });

  test("can refuse with any text and number, which is not a violation", async () => {
    const gateway = await start({ handlers: [handle(GetUserInfo, () => refuse("not today", -100))] });
    const client = await enterTcp(gateway);
    expect(await client.ask(GetUserInfo, {})).toMatchObject({ retType: -100, retMsg: "not today" });
    expect(gateway.violations).toEqual([]);
  });

  test("that refuse the handshake keep the client out", async () => {
    const gateway = await start({ handlers: [handle(InitConnect, () => refuse("go away"))] });
    const client = await openTcp(gateway);
    expect(await client.ask(InitConnect, initConnect)).toMatchObject({ retType: -1, retMsg: "go away" });
    expect(await client.ask(GetUserInfo, {})).toMatchObject({ retType: -1 });
    expect(gateway.violations).toMatchObject([{ kind: "HandshakeMissing" }]);
  });

  test.each([
    ["throw", () => Promise.reject(new Error("oops")), "oops"],
    ["return an invalid reply", () => ({ subQuota: 0.5 }), "whole number"],
    ["refuse with success", () => refuse("fine", 0), "retType 0"],
  ])("that %s are recorded as failed", async (_, answer, reason) => {
    const gateway = await start({ handlers: [handle(GetUserInfo, answer)] });
    const client = await enterTcp(gateway);
    expect(await client.ask(GetUserInfo, {})).toMatchObject({ retType: -1 });
    expect(gateway.violations).toMatchObject([{ kind: "HandlerFailed", protocolId: 1005 }]);
    expect(gateway.violations[0]?.message).toContain(reason);
  });
});

describe("gateways", () => {
  test("of both brands run side by side and share nothing", async () => {
    const [futu, moomoo] = await Promise.all([start({ brand: "futu" }), start({ brand: "moomoo" })]);
    const client = await enterTcp(moomoo);
    expect(bodyOf(await client.ask(GetUserInfo, {})).isAppNNOrMM).toBe(false);
    expect([futu.connections, moomoo.connections]).toEqual([0, 1]);
    expect([futu.requestCount(GetUserInfo), moomoo.requestCount(GetUserInfo)]).toEqual([0, 1]);
    expect([futu.brand, moomoo.brand]).toEqual(["futu", "moomoo"]);
  });

  test("drop all connections at once and take new ones", async () => {
    const gateway = await start();
    const clients = [await enterTcp(gateway), await enterWebSocket(gateway)];
    expect(gateway.connections).toBe(2);
    gateway.dropConnections();
    expect(gateway.connections).toBe(0);
    await Promise.all(clients.map(({ closed }) => closed));
    await enterTcp(gateway);
    expect(gateway.connections).toBe(1);
  });

  test("can turn a transport off", async () => {
    expect(await start({ wsPort: false })).toMatchObject({ wsUrl: undefined, tcpUrl: expect.stringMatching(/^tcp:/) });
    expect(await start({ tcpPort: false })).toMatchObject({ tcpUrl: undefined, wsUrl: expect.stringMatching(/^ws:/) });
  });

  test("leave no socket and no server when they close, even if clients hold on", async () => {
    const gateway = await startGateway({ brand: "futu" });
    const ports = [gateway.tcpUrl, gateway.wsUrl].map((url) => Number(new URL(url ?? "").port));
    const silent = connect({ host: "127.0.0.1", port: ports[1] ?? 0 });
    const silentClosed = new Promise((resolve) => silent.on("error", () => {}).on("close", resolve));
    await new Promise((resolve) => silent.once("connect", resolve));
    const clients = [await openTcp(gateway), await enterTcp(gateway), await enterWebSocket(gateway)];
    await Promise.all([gateway.close(), gateway.close(), gateway[Symbol.asyncDispose]()]);
    await Promise.all([silentClosed, ...clients.map(({ closed }) => closed)]);
    expect(gateway.connections).toBe(0);
    // The ports are free again.
    for (const port of ports) {
      const server = createServer();
      await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test("report which port is in use, and leave nothing open", async () => {
    const first = await start();
    const port = Number(new URL(first.wsUrl ?? "").port);
    for (const taken of [{ tcpPort: port }, { wsPort: port }]) {
      await expect(startGateway({ brand: "moomoo", ...taken })).rejects.toThrow(`port ${port} of 127.0.0.1 is in use`);
    }
  });

  test.each([
    ["tcpPort", { tcpPort: 65_536 }],
    ["wsPort", { tcpPort: false, wsPort: false }],
    ["key", { key: "" }],
    ["tradingDays", { tradingDays: 1.5 }],
    ["keepAliveIntervalSeconds", { keepAliveIntervalSeconds: 0 }],
  ] as const)("refuse a wrong %s", async (option, options) => {
    await expect(startGateway({ brand: "futu", ...options })).rejects.toMatchObject({ code: "InvalidOption", option });
  });
});
