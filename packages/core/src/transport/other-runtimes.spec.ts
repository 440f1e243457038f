import { createTestCertificates } from "@opend/test-kit/certificates";
import { afterEach, describe, expect, it, vi } from "vitest";
import { rejectionOf, thrownBy } from "../testing/caught.js";
import { createServerWebSocketTransport } from "./server-websocket-transport.js";
import type { TlsOptions } from "./tls-options.js";

// Checks what we ask Deno and Bun to do. apps/smoke checks that they do it.
const { ca, server } = await createTestCertificates();
const url = new URL("wss://gateway.example:4433/path?token=secret");
const none: TlsOptions = {};
const dialOptions = { signal: new AbortController().signal, maxFrameBytes: 1000 };
const handlers = { onBytes: () => {}, onClose: () => {} };

afterEach(() => vi.unstubAllGlobals());

/** Replaces the WebSocket of a runtime: records its constructor arguments, and fails to open. */
function stubWebSocket(error: object) {
  const made: unknown[][] = [];
  vi.stubGlobal(
    "WebSocket",
    class extends EventTarget {
      constructor(...args: unknown[]) {
        super();
        made.push(args);
        setImmediate(() => {
          this.dispatchEvent(Object.assign(new Event("error"), error));
          this.dispatchEvent(Object.assign(new Event("close"), { code: 1006, reason: "" }));
        });
      }
      close() {}
    },
  );
  return made;
}

describe("on Bun", () => {
  const words = "TLS handshake failed: certificate has expired";
  const error = Object.assign(new Error(`WebSocket connection to '${url}' failed: ${words}`), {
    code: "CERT_HAS_EXPIRED",
  });

  it("its own WebSocket verifies certificates, with the given CAs", async () => {
    vi.stubGlobal("Bun", {});
    const made = stubWebSocket({ error });
    for (const trust of [none, { ...none, ca: [ca.cert] }]) {
      await rejectionOf(createServerWebSocketTransport(url, trust).dial(handlers, dialOptions));
    }
    expect(made).toEqual([
      [url.href, { tls: { rejectUnauthorized: true } }],
      [url.href, { tls: { rejectUnauthorized: true, ca: [ca.cert] } }],
    ]);
  });

  it("a rejected certificate is reported with its message, without the query of the URL", async () => {
    vi.stubGlobal("Bun", {});
    stubWebSocket({ error });
    const rejected = await rejectionOf(createServerWebSocketTransport(url, none).dial(handlers, dialOptions));
    expect(rejected).toMatchObject({ code: "CertificateRejected", endpoint: "wss://gateway.example:4433/path" });
    expect(rejected.message).toContain(words);
    expect(rejected.message).not.toContain("secret");
  });
});

describe("on Deno", () => {
  const error = new Error("received fatal alert: NoApplicationProtocol");

  function stubDeno(handshake: () => Promise<void>) {
    const client = { close: vi.fn() };
    const connection = { handshake, close: vi.fn() };
    const createHttpClient = vi.fn(() => client);
    const connectTls = vi.fn(() => Promise.resolve(connection));
    vi.stubGlobal("Deno", { createHttpClient, connectTls });
    return { client, connection, createHttpClient, connectTls };
  }

  it("its own WebSocket has a client with the given CAs, which closes with it", async () => {
    const { client, createHttpClient } = stubDeno(() => Promise.resolve());
    const made = stubWebSocket({ error });
    for (const trust of [none, { ...none, ca: [ca.cert] }]) {
      await expect(createServerWebSocketTransport(url, trust).dial(handlers, dialOptions)).rejects.toBe(error);
    }
    expect(made).toEqual([[url.href], [url.href, { client }]]);
    expect(createHttpClient.mock.calls).toEqual([[{ caCerts: [ca.cert] }]]);
    expect(client.close).toHaveBeenCalledOnce();
  });

  it("a rejected certificate is detected by another handshake", async () => {
    const { connection, connectTls } = stubDeno(() =>
      Promise.reject(new Error("invalid peer certificate: UnknownIssuer")),
    );
    stubWebSocket({ error });
    const transport = createServerWebSocketTransport(url, { ...none, ca: [ca.cert] });
    const rejected = await rejectionOf(transport.dial(handlers, dialOptions));
    expect(rejected).toMatchObject({ code: "CertificateRejected", cause: error });
    expect(rejected.message).toContain("UnknownIssuer");
    expect(connectTls.mock.calls).toEqual([[{ hostname: "gateway.example", port: 4433, caCerts: [ca.cert] }]]);
    expect(connection.close).toHaveBeenCalledOnce();
  });

  it("any other failure stays unchanged, and ws:// is not checked", async () => {
    const { connectTls } = stubDeno(() => Promise.reject(new Error("connection refused")));
    stubWebSocket({ error });
    await expect(createServerWebSocketTransport(url, none).dial(handlers, dialOptions)).rejects.toBe(error);
    expect(connectTls).toHaveBeenCalledOnce();
    const plain = createServerWebSocketTransport(new URL("ws://gateway.example:1"), none);
    await expect(plain.dial(handlers, dialOptions)).rejects.toBe(error);
    expect(connectTls).toHaveBeenCalledOnce();
  });

  it("an abort while the other handshake hangs ends both", async () => {
    const abort = new AbortController();
    const reason = new Error("not needed");
    const { connection } = stubDeno(() => new Promise(() => queueMicrotask(() => abort.abort(reason))));
    stubWebSocket({ error });
    const dialed = createServerWebSocketTransport(url, none).dial(handlers, { ...dialOptions, signal: abort.signal });
    await expect(dialed).rejects.toBe(reason);
    expect(connection.close).toHaveBeenCalledOnce();
  });

  it("a pin is not supported, and says what to use instead", () => {
    stubDeno(() => Promise.resolve());
    const trust = { ...none, fingerprint256: server.fingerprint256.replaceAll(":", "").toLowerCase() };
    const unsupported = thrownBy(() => createServerWebSocketTransport(url, trust));
    expect(unsupported).toMatchObject({ code: "Unsupported", feature: "tls.fingerprint256" });
    expect(unsupported.message).toMatch(/Deno.*tls\.ca/);
  });
});
