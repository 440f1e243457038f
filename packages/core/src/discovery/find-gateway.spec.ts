import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { createTestCertificates } from "@opend/test-kit/certificates";
import { freePort } from "@opend/test-kit/free-port";
import { settle } from "@opend/test-kit/queue";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createManualClock } from "../base/clock.js";
import type { ConnectOptions } from "../client/connect-options.js";
import { PacketEncAlgo } from "../gen/protocols/Common.js";
import { GetUserInfo } from "../gen/protocols/GetUserInfo.js";
import { InitConnect } from "../gen/protocols/InitConnect.js";
import { Qot_GetDailyShortVolume } from "../gen/protocols/Qot_GetDailyShortVolume.js";
import { rejectionOf } from "../testing/caught.js";
import { type FakeGateway, reply, startTcpGateway, startWebSocketGateway } from "../testing/fake-gateway.js";
import { greet } from "../testing/greet.js";
import { testProfile } from "../testing/profile.js";
import type { BrandProfile } from "./brand-profile.js";
import { findGateway } from "./find-gateway.js";

const futu = { isAppNNOrMM: true };
const moomoo = { isAppNNOrMM: false };
const keyMd5 = "0123456789abcdef0123456789abcdef";

async function connect(options: ConnectOptions, profile: BrandProfile = testProfile()) {
  const connected = await findGateway(profile, { env: {}, ...options });
  onTestFinished(() => connected.session.close());
  return connected;
}

async function failure(options: ConnectOptions, profile?: BrandProfile) {
  return await rejectionOf(connect(options, profile));
}

/** A profile with two ports. Nothing listens on the first, and the gateway listens on the second. */
async function secondPort({ port }: FakeGateway): Promise<BrandProfile> {
  const closed = await freePort();
  return testProfile({ tcp: closed, websocket: closed }, { tcp: port, websocket: port });
}

/** A server that accepts connections and never sends anything. */
async function startSilentServer() {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const connected = once(server, "connection");
  const ended = connected.then(async ([socket]) => {
    socket.on("error", () => {}).resume();
    await once(socket, "close");
    return true;
  });
  return { url: `ws://127.0.0.1:${address.port}`, connected, ended };
}

describe("connecting", () => {
  it("over TCP reports the gateway", async () => {
    const { url } = await startTcpGateway(greet(futu));
    const { gateway } = await connect({ url });
    expect(gateway).toEqual({
      brand: "futu",
      endpoint: url,
      transport: "tcp",
      connectionId: "77",
      serverVersion: 1010,
      simulated: false,
    });
  });

  it("over WebSocket reports the gateway", async () => {
    const { url } = await startWebSocketGateway(greet({ ...futu, keyMd5 }));
    const { gateway } = await connect({ url, keyMd5 });
    expect(gateway).toEqual({
      brand: "futu",
      endpoint: url,
      transport: "websocket",
      connectionId: "88",
      serverVersion: undefined,
      simulated: false,
    });
  });

  it("shakes hands without encryption and requests Notify", async () => {
    const gateway = await startTcpGateway(greet(futu));
    await connect({ url: gateway.url, clientId: "my program" });
    const peer = await gateway.accept();
    const [first, second] = [await peer.next(), await peer.next()];
    expect([first.protocolId, second.protocolId]).toEqual([InitConnect.id, GetUserInfo.id]);
    expect(InitConnect.request.decode(first.body).c2s).toMatchObject({
      clientID: "my program",
      recvNotify: true,
      packetEncAlgo: PacketEncAlgo.None,
    });
  });

  it("uses a new client id each time unless one is given", async () => {
    const gateway = await startTcpGateway(greet(futu));
    const ids: (string | undefined)[] = [];
    for (let count = 0; count < 2; count++) {
      await connect({ url: gateway.url });
      const { body } = await (await gateway.accept()).next();
      ids.push(InitConnect.request.decode(body).c2s?.clientID);
    }
    expect(ids[0]).toMatch(/^opend-/);
    expect(ids[1]).not.toBe(ids[0]);
  });

  it("keeps the path of a WebSocket URL, and shows no query", async () => {
    const { url } = await startWebSocketGateway(greet(futu));
    const { gateway } = await connect({ url: `${url}/relay?token=abc` });
    expect(gateway.endpoint).toBe(`${url}/relay`);
  });
});

describe("a gateway that cannot be reached", () => {
  it("is reported with what the client tried and how to name the address", async () => {
    const port = await freePort();
    const profile = testProfile({ tcp: port, websocket: port });
    const error = await failure({}, profile);
    expect(error).toMatchObject({
      code: "ConnectFailed",
      retryable: true,
      tried: [{ endpoint: `tcp://127.0.0.1:${port}`, reason: expect.stringContaining("ECONNREFUSED") }],
      cause: { code: "ECONNREFUSED" },
    });
    for (const name of ["option url", "configFile", "SPEC_URL", "SPEC_CONFIG_FILE", "api_port in Spec.xml"]) {
      expect(error.message).toContain(name);
    }
  });

  it("over WebSocket is reported with the setting that turns it on", async () => {
    const port = await freePort();
    const error = await failure({ transport: "websocket" }, testProfile({ tcp: port, websocket: port }));
    expect(error).toMatchObject({ code: "ConnectFailed", tried: [{ endpoint: `ws://127.0.0.1:${port}` }] });
    expect(error.message).toContain("websocket_port");
    expect(error.message).toContain("ECONNREFUSED");
  });

  it("is reported with every port that the client tried", async () => {
    const [first, second] = [await freePort(), await freePort()];
    const profile = testProfile({ tcp: first, websocket: first }, { tcp: second, websocket: second });
    const error = await failure({}, profile);
    expect(error).toMatchObject({
      code: "ConnectFailed",
      tried: [{ endpoint: `tcp://127.0.0.1:${first}` }, { endpoint: `tcp://127.0.0.1:${second}` }],
    });
  });

  it("because it is not a WebSocket server", async () => {
    const { port } = await startTcpGateway();
    const error = await failure({ url: `ws://127.0.0.1:${port}` });
    expect(error.code).toBe("ConnectFailed");
  });

  it("because the WebSocket never opens fails in time", async () => {
    const { url, ended } = await startSilentServer();
    const error = await failure({ url, connectTimeoutMs: 50 });
    expect(error.code).toBe("ConnectFailed");
    expect(error.message).toContain("within 50 ms");
    expect(await ended).toBe(true);
  });
});

describe("a name that only a container network knows", () => {
  it("is told as such", async () => {
    const folder = await tempFolder({ "Spec.xml": "<o><ip>opend.invalid</ip></o>" });
    const error = await failure({ configFile: folder });
    expect(error).toMatchObject({ code: "ConnectFailed" });
    expect(error.message).toContain("; this machine does not know the name opend.invalid");
    expect(error.message).toContain("Compose");
  });
});

describe("the brand", () => {
  it("of the gateway on a shared port must be named and correct", async () => {
    const gateway = await startTcpGateway(greet(futu));
    const connected = await connect({}, await secondPort(gateway));
    expect(connected.gateway).toMatchObject({ brand: "futu", endpoint: gateway.url });
  });

  it("that is not named on a shared port leaves nothing connected", async () => {
    const gateway = await startTcpGateway(greet({}));
    const error = await failure({}, await secondPort(gateway));
    expect(error).toMatchObject({
      code: "ConnectFailed",
      tried: [{}, { endpoint: gateway.url, reason: expect.stringContaining("does not say its brand") }],
    });
    expect(await (await gateway.accept()).ended).toBe(true);
  });

  it("that is wrong on a shared port is named", async () => {
    const gateway = await startTcpGateway(greet(moomoo));
    const error = await failure({}, await secondPort(gateway));
    expect(error).toMatchObject({ code: "WrongGateway", expected: "Futu", actual: "moomoo" });
  });

  it("is not looked for on a shared port when the first port answers", async () => {
    const first = await startTcpGateway(greet(futu));
    const second = await startTcpGateway(greet(futu));
    const ports = [first, second].map(({ port }) => ({ tcp: port, websocket: port }));
    expect((await connect({}, testProfile(...ports))).gateway.endpoint).toBe(first.url);
  });

  it.each([
    ["Futu", "moomoo", futu],
    ["moomoo", "Futu", moomoo],
  ])("%s is refused by a client for %s, and the connection is released", async (actual, expected, manners) => {
    const gateway = await startTcpGateway(greet(manners));
    const profile = { ...testProfile(), displayName: expected, userInfo: { isAppNNOrMM: !manners.isAppNNOrMM } };
    const error = await failure({ url: gateway.url }, profile);
    expect(error).toMatchObject({ code: "WrongGateway", expected, actual, endpoint: gateway.url, retryable: false });
    expect(error.message).toContain(`a ${actual} gateway, not a ${expected} one`);
    expect(error.message).toContain("option url");
    expect(await (await gateway.accept()).ended).toBe(true);
  });

  it.each([
    ["says nothing", {}],
    ["refuses to say", { refusesUserInfo: true }],
  ])("is unknown if a named gateway %s", async (_how, manners) => {
    const { url } = await startTcpGateway(greet(manners));
    expect((await connect({ url })).gateway.brand).toBeUndefined();
  });

  it("is recognized by any field: a third brand needs only a profile", async () => {
    const { url } = await startTcpGateway(greet({ userID: 7n }));
    const third = { ...testProfile(), brand: "third", displayName: "Third", userInfo: { userID: 7n } };
    expect((await connect({ url }, third)).gateway.brand).toBe("third");
    const error = await failure({ url }, { ...third, userInfo: { userID: 8n } });
    expect(error).toMatchObject({ code: "WrongGateway", expected: "Third", actual: "a gateway of an unknown brand" });
    expect(error.message).toContain("is a gateway of an unknown brand, not a Third one");
  });
});

describe("the frequency limits", () => {
  const limit = 30;

  /** Returns how many requests had to wait when one more than the limit was sent: one or none. */
  async function waitsOver(first: FakeGateway, second: FakeGateway): Promise<number> {
    const clock = createManualClock();
    const onQuotaWait = vi.fn();
    const [one, other] = [
      await connect({ url: first.url, clock }),
      await connect({ url: second.url, clock, onQuotaWait }),
    ];
    const ask = ({ session }: typeof one) =>
      session.request(Qot_GetDailyShortVolume, { security: { market: 1, code: "00700" } }).catch(() => {});
    for (let count = 0; count < limit; count++) void ask(one);
    await settle();
    void ask(other);
    await settle();
    return onQuotaWait.mock.calls.length;
  }

  it("are those of the gateway, over both transports", async () => {
    const answer = greet({ ...futu, userID: 7n });
    expect(await waitsOver(await startTcpGateway(answer), await startWebSocketGateway(answer))).toBe(1);
  });

  it("of two gateways with different users on one host are two", async () => {
    const [first, second] = [greet({ ...futu, userID: 7n }), greet({ ...futu, userID: 8n })];
    expect(await waitsOver(await startTcpGateway(first), await startTcpGateway(second))).toBe(0);
  });

  it.each([
    ["does not report its user", futu],
    ["refuses to", { refusesUserInfo: true }],
  ])("are those of the endpoint if the gateway %s", async (_how, manners) => {
    const [first, second] = [await startTcpGateway(greet(manners)), await startTcpGateway(greet(manners))];
    expect(await waitsOver(first, second)).toBe(0);
    expect(await waitsOver(first, first)).toBe(1);
  });

  it("are those of the user who is logged in after a reconnect", async () => {
    let userID = 7n;
    const gateway = await startTcpGateway((request, peer) => greet({ ...futu, userID })(request, peer));
    const clock = createManualClock();
    const waitsOf = async (user: bigint, requests: number) => {
      userID = user;
      const onQuotaWait = vi.fn();
      const { session } = await findGateway(testProfile(), { env: {}, url: gateway.url, clock, onQuotaWait });
      const asked = Array.from({ length: requests }, () =>
        session.request(Qot_GetDailyShortVolume, { security: { market: 1, code: "00700" } }).catch(() => {}),
      );
      await settle();
      await session.close();
      await Promise.all(asked);
      return onQuotaWait.mock.calls.length;
    };
    expect(await waitsOf(7n, limit)).toBe(0);
    expect(await waitsOf(8n, 1)).toBe(0);
    expect(await waitsOf(7n, 1)).toBe(1);
  });
});

describe("a gateway that refuses clients", () => {
  it("requires a key and gets none", async () => {
    const gateway = await startWebSocketGateway(greet({ ...futu, keyMd5 }));
    const error = await failure({ url: gateway.url });
    expect(error).toMatchObject({ code: "KeyRequired", endpoint: gateway.url, retryable: false });
    expect(error.message).toContain("check the key");
    expect(await (await gateway.accept()).ended).toBe(true);
  });

  it("does not accept the key", async () => {
    const gateway = await startWebSocketGateway(greet({ ...futu, keyMd5 }));
    const error = await failure({ url: gateway.url, key: "another" });
    expect(error).toMatchObject({ code: "KeyRefused", endpoint: gateway.url, retryable: false });
    expect(await (await gateway.accept()).ended).toBe(true);
  });

  it("refuses the handshake for another reason", async () => {
    const gateway = await startTcpGateway((request, peer) => {
      reply(peer, request, InitConnect, { retType: -1, retMsg: "too many connections" });
    });
    const error = await failure({ url: gateway.url });
    expect(error).toMatchObject({ code: "HandshakeRefused", endpoint: gateway.url, retType: -1 });
    expect(error.message).toContain("too many connections");
    expect(await (await gateway.accept()).ended).toBe(true);
  });

  it("hangs up during the handshake", async () => {
    const { url } = await startTcpGateway((_request, peer) => peer.end());
    const error = await failure({ url });
    expect(error).toMatchObject({ code: "HandshakeRefused", retType: undefined });
    expect(error.message).toContain("rsa_private_key");
    expect(error.cause).toMatchObject({ code: "ConnectionLost" });
  });

  it("does not speak the protocol", async () => {
    const { url } = await startTcpGateway((_request, peer) => peer.sendBytes(new TextEncoder().encode("SSH-2.0\r\n")));
    const error = await failure({ url });
    expect(error).toMatchObject({ code: "ConnectFailed", cause: { code: "MalformedFrame", peer: undefined } });
    expect(error.message).toContain(url);
    expect(error.message).not.toContain("ws://");
  });

  it("is the WebSocket port of a gateway, and TCP was tried", async () => {
    const { port } = await startWebSocketGateway();
    const error = await failure({ url: `tcp://127.0.0.1:${port}` });
    expect(error.code).toBe("ConnectFailed");
    expect(error).toMatchObject({ cause: { code: "MalformedFrame", peer: "HTTP" } });
    expect(error.message).toContain(`the peer speaks HTTP, as a WebSocket port does; try ws://127.0.0.1:${port}`);
  });

  it("speaks TLS, and TCP was tried", async () => {
    const alert = new Uint8Array([0x15, 3, 1, 0, 2, 2, 70]);
    const { url, port } = await startTcpGateway((_request, peer) => peer.sendBytes(alert));
    const error = await failure({ url });
    expect(error).toMatchObject({ code: "ConnectFailed", cause: { code: "MalformedFrame", peer: "TLS" } });
    expect(error.message).toContain(`as an encrypted WebSocket port does; try wss://127.0.0.1:${port}`);
  });

  it("is the TCP port of a gateway, and WebSocket was tried", async () => {
    // A gateway hangs up when it receives bytes that are not a frame.
    const { port } = await startTcpGateway();
    const error = await failure({ url: `ws://127.0.0.1:${port}` });
    expect(error.code).toBe("ConnectFailed");
    expect(error.message).toContain(`this is not a WebSocket port without TLS: try tcp://127.0.0.1:${port}, or wss://`);
  });

  it.each([
    ["TCP", startTcpGateway],
    ["WebSocket", startWebSocketGateway],
  ])("never answers over %s, and connecting fails in time", async (_transport, start) => {
    const gateway = await start();
    const error = await failure({ url: gateway.url, connectTimeoutMs: 50 });
    expect(error).toMatchObject({ code: "Timeout", timeoutMs: 50 });
    expect(await (await gateway.accept()).ended).toBe(true);
  });

  it("never says its brand, and connecting fails in time", async () => {
    const greetOnly = greet(futu);
    const gateway = await startTcpGateway((request, peer) => {
      if (request.protocolId !== GetUserInfo.id) greetOnly(request, peer);
    });
    const error = await failure({ url: gateway.url, connectTimeoutMs: 50 });
    expect(error.code).toBe("Timeout");
    expect(await (await gateway.accept()).ended).toBe(true);
  });

  it("is not contacted with an invalid RSA key", async () => {
    const { url } = await startTcpGateway(greet(futu));
    expect(await failure({ url, rsaKey: "PEM" })).toMatchObject({ code: "InvalidOption", option: "rsaKey" });
  });

  it.each(["ws://192.0.2.1:1", "ws://gateway.example:1"])("gets no unencrypted key at %s", async (url) => {
    for (const secret of [{ key: "k" }, { rsaKey: "PEM" }]) {
      const error = await failure({ url, ...secret });
      expect(error).toMatchObject({ code: "InsecureTransport", endpoint: url });
      expect(error.message).toContain("allowInsecure");
    }
  });

  it("receives an unencrypted key if that is allowed", async () => {
    // Aborted before anything is sent, so that no test leaves this machine.
    const options = { url: "ws://192.0.2.1:1", key: "k", signal: AbortSignal.abort() };
    expect((await failure({ ...options, allowInsecure: true })).code).toBe("Aborted");
    expect((await failure(options)).code).toBe("InsecureTransport");
  });
});

describe("a port that accepts connections and closes them before their first byte", () => {
  /** Does what the port of a container does when nothing listens behind it. */
  async function startHollowPort(end: (socket: Socket) => void) {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      end(socket);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const address = server.address();
    return typeof address === "object" ? `127.0.0.1:${address?.port}` : "";
  }

  it.each<[string, (socket: Socket) => void]>([
    ["closes", (socket) => socket.end()],
    ["resets", (socket) => socket.resetAndDestroy()],
  ])("and %s them is told as such, with what to do first", async (_, end) => {
    const place = await startHollowPort(end);
    for (const [scheme, setting] of [
      ["tcp", "set ip in Spec.xml (or -api_ip) to 0.0.0.0"],
      ["ws", "set websocket_ip in Spec.xml (or -websocket_ip) to 0.0.0.0"],
    ] as const) {
      const error = await failure({ url: `${scheme}://${place}`, rsaKey: undefined });
      expect(error).toMatchObject({ code: "HandshakeRefused", retType: undefined, retryable: true });
      expect(error.message).toMatch(
        new RegExp(`^${scheme}://${place} accepts connections and closes them before their first byte`),
      );
      expect(error.message).toContain(setting);
      expect(error.message).not.toContain("rsa_private_key");
    }
  });

  it("is not one that waits for the handshake first, or greets", async () => {
    const waits = await startHollowPort((socket) => void socket.once("data", () => socket.end()));
    expect((await failure({ url: `tcp://${waits}` })).message).toContain("rsa_private_key");
    const greets = await startHollowPort((socket) => void socket.end("SSH-2.0-Spec\r\n"));
    expect(await failure({ url: `tcp://${greets}` })).toMatchObject({ code: "ConnectFailed" });
    expect((await failure({ url: `ws://${greets}` })).message).not.toContain("first byte");
  });

  it("is only looked at while the caller wants it", async () => {
    const place = await startHollowPort((socket) => socket.end());
    const error = failure({ url: `tcp://${place}`, signal: AbortSignal.timeout(1) });
    expect(["Aborted", "HandshakeRefused"]).toContain((await error).code);
  });
});

describe("a gateway with a certificate", async () => {
  const { ca, otherCa, server } = await createTestCertificates();

  it("accepts the client over wss://", async () => {
    const { url } = await startWebSocketGateway(greet({ ...futu, keyMd5 }), server);
    const { gateway } = await connect({ url, keyMd5, tls: { ca: ca.cert } });
    expect(gateway).toMatchObject({ brand: "futu", endpoint: url, transport: "websocket" });
  });

  it("is asked for over tcp:// and ws://, and the error suggests wss://", async () => {
    const { port } = await startWebSocketGateway(() => {}, server);
    for (const scheme of ["tcp", "ws"]) {
      const error = await failure({ url: `${scheme}://127.0.0.1:${port}` });
      // The server of Node closes a connection that does not begin with TLS. Others send an alert.
      expect(["ConnectFailed", "HandshakeRefused"]).toContain(error.code);
      expect(error.message).toContain("wss://");
    }
  });

  it("that the client rejects ends the search, and receives nothing", async () => {
    const received = vi.fn();
    const { url, port } = await startWebSocketGateway(received, server);
    const folder = await tempFolder({
      "Spec.xml": `<c><websocket_port>${port}</websocket_port><websocket_cert>x</websocket_cert></c>`,
    });
    for (const tls of [undefined, { ca: otherCa.cert }, { fingerprint256: ca.fingerprint256 }]) {
      const error = await failure({ configFile: folder, transport: "websocket", keyMd5, tls });
      expect(error).toMatchObject({ code: "CertificateRejected", endpoint: url, retryable: false });
    }
    expect(received).not.toHaveBeenCalled();
  });

  it.each(["ws://127.0.0.1:1", "tcp://127.0.0.1:1"])("must be at a wss:// URL, not at %s", async (url) => {
    const error = await failure({ url, tls: { ca: ca.cert } });
    expect(error).toMatchObject({ code: "InvalidOption", option: "tls" });
    expect(error.message).toContain(url);
  });

  it("receives a key on any machine", async () => {
    // Aborted before anything is sent, so that no test leaves this machine.
    const signal = AbortSignal.abort();
    expect((await failure({ url: "wss://192.0.2.1:1", key: "k", rsaKey: "PEM", signal })).code).toBe("Aborted");
  });
});

describe("the time limit of connecting", () => {
  const answer = greet(futu);

  it("covers all steps together", async () => {
    const clock = createManualClock();
    const gateway = await startTcpGateway();
    const error = failure({ url: gateway.url, clock, connectTimeoutMs: 1000 });
    const peer = await gateway.accept();
    const hello = await peer.next();
    clock.advance(600);
    answer(hello, peer);
    expect((await peer.next()).protocolId).toBe(GetUserInfo.id);
    clock.advance(400);
    expect(await error).toMatchObject({ code: "Timeout", timeoutMs: 1000, retryable: true });
    expect(await peer.ended).toBe(true);
    await settle();
    expect(clock.scheduled).toBe(0);
  });

  it("is not shortened by the time limit of requests", async () => {
    const clock = createManualClock();
    const gateway = await startTcpGateway();
    const connected = connect({ url: gateway.url, clock, connectTimeoutMs: 30_000, timeoutMs: 1000 });
    const peer = await gateway.accept();
    for (let step = 0; step < 2; step++) {
      const request = await peer.next();
      clock.advance(4_000);
      answer(request, peer);
    }
    expect((await connected).gateway.brand).toBe("futu");
  });

  it("leaves only the heartbeat's timer behind", async () => {
    const clock = createManualClock();
    const { url } = await startTcpGateway(greet(futu));
    const { session } = await connect({ url, clock });
    expect(clock.scheduled).toBe(1);
    await session.close();
    await settle();
    expect(clock.scheduled).toBe(0);
  });
});

describe("aborting", () => {
  const reason = new Error("the user left");

  it("before connecting", async () => {
    const { url } = await startTcpGateway(greet(futu));
    const error = await failure({ url, signal: AbortSignal.abort(reason) });
    expect(error).toMatchObject({ code: "Aborted", cause: reason });
  });

  it("while the connection is being opened releases it", async () => {
    const { url, connected, ended } = await startSilentServer();
    const abort = new AbortController();
    const error = failure({ url, signal: abort.signal });
    await connected;
    abort.abort(reason);
    expect(await error).toMatchObject({ code: "Aborted", cause: reason });
    expect(await ended).toBe(true);
  });

  it.each([
    ["TCP", startTcpGateway],
    ["WebSocket", startWebSocketGateway],
  ])("during the handshake over %s releases the connection", async (_transport, start) => {
    const gateway = await start();
    const abort = new AbortController();
    const error = failure({ url: gateway.url, signal: abort.signal });
    const peer = await gateway.accept();
    await peer.next();
    abort.abort(reason);
    expect(await error).toMatchObject({ code: "Aborted", cause: reason });
    expect(await peer.ended).toBe(true);
  });

  it("after connecting changes nothing", async () => {
    const { url } = await startTcpGateway(greet(futu));
    const abort = new AbortController();
    const { session } = await connect({ url, signal: abort.signal });
    abort.abort(reason);
    expect((await session.request(GetUserInfo, {})).isAppNNOrMM).toBe(true);
  });
});
