import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { createTestCertificates } from "@opend/test-kit/certificates";
import { freePort } from "@opend/test-kit/free-port";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { platform } from "../platform/server.js";
import { rejectionOf } from "../testing/caught.js";
import { startWebSocketGateway } from "../testing/fake-gateway.js";
import type { TlsOptions } from "./tls-options.js";

const certificates = await createTestCertificates();
const { ca, otherCa, server, selfSigned } = certificates;
const handlers = { onBytes: () => {}, onClose: () => {} };
const never = new AbortController().signal;

afterEach(() => vi.unstubAllEnvs());

async function dial(url: string, tls?: TlsOptions, signal = never) {
  const transport = await platform.createWebSocketTransport(new URL(url), tls);
  const connection = await transport.dial(handlers, { signal, maxFrameBytes: 1000 });
  onTestFinished(() => connection.destroy());
  return connection;
}

describe("a certificate", () => {
  it.each<[string, keyof typeof certificates, TlsOptions]>([
    ["of a private CA", "server", { ca: ca.cert }],
    ["of one of several CAs", "server", { ca: [otherCa.cert, ca.cert] }],
    ["signed by itself", "selfSigned", { ca: selfSigned.cert }],
    ["with the pinned fingerprint", "server", { fingerprint256: server.fingerprint256 }],
    ["with the pinned fingerprint and signed by itself", "selfSigned", { fingerprint256: selfSigned.fingerprint256 }],
    ["pinned and expired", "expired", { fingerprint256: certificates.expired.fingerprint256 }],
    ["pinned and for another name", "otherName", { fingerprint256: certificates.otherName.fingerprint256 }],
    ["pinned and not of the given CA", "server", { ca: otherCa.cert, fingerprint256: server.fingerprint256 }],
  ])("%s is accepted", async (_, shown, tls) => {
    const gateway = await startWebSocketGateway(undefined, certificates[shown]);
    const { send } = await dial(gateway.url, tls);
    const frame = (await platform.createWebSocketTransport(new URL(gateway.url))).createCodec(1000).frames;
    send(frame.encode({ protocolId: 7, serial: 8, body: Uint8Array.of(1) }));
    expect(await (await gateway.accept()).next()).toMatchObject({ protocolId: 7, serial: 8 });
  });

  it.each<[string, keyof typeof certificates, TlsOptions | undefined, string]>([
    ["of an unknown CA", "server", undefined, "unable to verify"],
    ["of another CA", "server", { ca: otherCa.cert }, "unable to verify"],
    ["that has expired", "expired", { ca: ca.cert }, "expired"],
    ["for another name", "otherName", { ca: ca.cert }, "altnames"],
    ["signed by itself", "selfSigned", { ca: ca.cert }, "self"],
    ["with another fingerprint", "server", { fingerprint256: selfSigned.fingerprint256 }, server.fingerprint256],
    ["of the CA with another fingerprint", "server", { ca: ca.cert, fingerprint256: ca.fingerprint256 }, "SHA-256"],
  ])("%s is rejected with the reason, and nothing is sent to the server", async (_, shown, tls, reason) => {
    const accepted = vi.fn();
    const gateway = await startWebSocketGateway(undefined, certificates[shown]);
    void gateway.accept().then(accepted);
    const error = await rejectionOf(dial(gateway.url, tls));
    expect(error).toMatchObject({ code: "CertificateRejected", endpoint: gateway.url, retryable: false });
    expect(error.message.toLowerCase()).toContain(reason.toLowerCase());
    for (const option of ["tls.ca", "tls.fingerprint256"]) expect(error.message).toContain(option);
    expect(accepted).not.toHaveBeenCalled();
  });

  it("is verified even if NODE_TLS_REJECT_UNAUTHORIZED turns that off", async () => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    const { url } = await startWebSocketGateway(undefined, server);
    expect(await rejectionOf(dial(url))).toMatchObject({ code: "CertificateRejected" });
    expect(await rejectionOf(dial(url, { ca: otherCa.cert }))).toMatchObject({ code: "CertificateRejected" });
  });

  it("is checked against the name in the URL", async () => {
    const { port } = await startWebSocketGateway(undefined, server);
    await dial(`wss://localhost:${port}`, { ca: ca.cert });
    await dial(`wss://localhost:${port}`, { fingerprint256: server.fingerprint256 });
  });

  it("in tls.ca that does not parse is refused immediately", async () => {
    const broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    const error = await rejectionOf(platform.createWebSocketTransport(new URL("wss://127.0.0.1:1"), { ca: broken }));
    expect(error).toMatchObject({ code: "InvalidOption", option: "tls.ca" });
  });
});

describe.each<[string, TlsOptions]>([
  ["a private CA", { ca: ca.cert }],
  ["a pin", { fingerprint256: server.fingerprint256 }],
])("a transport with %s", (_, tls) => {
  it("that is refused rejects with the reason", async () => {
    await expect(dial(`wss://127.0.0.1:${await freePort()}`, tls)).rejects.toThrow("ECONNREFUSED");
  });

  it("that is aborted before or during the TLS handshake rejects with the signal's reason and releases the socket", async () => {
    const reason = new Error("not needed");
    const { url, connected, ended } = await startSilentServer();
    await expect(dial(url, tls, AbortSignal.abort(reason))).rejects.toBe(reason);
    const abort = new AbortController();
    const dialed = dial(url, tls, abort.signal);
    dialed.catch(() => {});
    await connected;
    abort.abort(reason);
    await expect(dialed).rejects.toBe(reason);
    expect(await ended).toBe(true);
  });

  it("rejects when the server does not speak TLS", async () => {
    const { port } = await startWebSocketGateway();
    const error: unknown = await dial(`wss://127.0.0.1:${port}`, tls).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toMatchObject({ code: "CertificateRejected" });
  });

  it("reports that the gateway is gone", async () => {
    const gateway = await startWebSocketGateway(undefined, server);
    const onClose = vi.fn();
    const transport = await platform.createWebSocketTransport(new URL(gateway.url), tls);
    await transport.dial({ onBytes: () => {}, onClose }, { signal: never, maxFrameBytes: 1000 });
    (await gateway.accept()).cut();
    await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce(), { interval: 1 });
  });
});

/** A server that accepts connections and never sends anything. */
async function startSilentServer() {
  const tcp = createServer();
  tcp.listen(0, "127.0.0.1");
  await once(tcp, "listening");
  onTestFinished(() => void tcp.close());
  const address = tcp.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const connected = once(tcp, "connection");
  const ended = connected.then(async ([socket]: Socket[]) => {
    socket?.on("error", () => {}).resume();
    if (socket) await once(socket, "close");
    return true;
  });
  return { url: `wss://127.0.0.1:${address.port}`, connected, ended };
}
