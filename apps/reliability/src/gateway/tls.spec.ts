import { createHash, randomBytes } from "node:crypto";
import { inspect } from "node:util";
import type { ConnectOptions, DailyShortVolume } from "@opend/futu";
import { InitWebSocket } from "@opend/futu/protocols";
import type { Gateway, GatewayOptions } from "@opend/sim";
import { createTestCertificates } from "@opend/test-kit/certificates";
import { md5Of } from "@opend/test-kit/md5-of";
import { within } from "@opend/test-kit/within";
import { describe, expect, it } from "vitest";
import { errorOf, rejectionOf } from "../testing/caught.js";
import { type BrandTarget, brandTargets, startTestGateway, urlOf } from "../testing/targets.js";

type Tls = ConnectOptions["tls"];

const certificates = await createTestCertificates();
const { ca, otherCa, server, selfSigned } = certificates;
const all = { limit: Number.POSITIVE_INFINITY };
const pageSize = 50;
const settleMs = 2000;

describe.each(brandTargets)("wss://: $brand", (target) => {
  it.each<[string, keyof typeof certificates, Tls]>([
    ["of a private CA", "server", { ca: ca.cert }],
    ["of one of several CAs", "server", { ca: [otherCa.cert, ca.cert] }],
    ["signed by itself", "selfSigned", { ca: selfSigned.cert }],
    ["that is pinned", "server", { fingerprint256: server.fingerprint256 }],
    ["signed by itself that is pinned", "selfSigned", { fingerprint256: selfSigned.fingerprint256 }],
    ["pinned without colons", "server", { fingerprint256: server.fingerprint256.replaceAll(":", "").toLowerCase() }],
  ])("a certificate %s lets the client in, which streams", async (_, shown, tls) => {
    const { gateway, url, key } = await startTlsGateway(target, shown, { tradingDays: 120 });
    await using client = await target.connect({ url, key, tls, env: {} });
    expect(client.gateway).toMatchObject({ brand: target.brand, endpoint: url, transport: "websocket" });
    expect(await client.dailyShortVolume("HK.00700").toArray(all)).toHaveLength(120);
    expect(gateway.violations).toEqual([]);
  });

  it.each<[string, keyof typeof certificates, Tls, string]>([
    ["of an unknown CA", "server", undefined, "unable to verify"],
    ["of another CA", "server", { ca: otherCa.cert }, "unable to verify"],
    ["for another host name", "otherName", { ca: ca.cert }, "altnames"],
    ["that has expired", "expired", { ca: ca.cert }, "expired"],
    ["signed by itself", "selfSigned", { ca: ca.cert }, "self-signed"],
    ["that is not the pinned one", "server", { fingerprint256: selfSigned.fingerprint256 }, server.fingerprint256],
  ])("a certificate %s is rejected, and the gateway sees no request", async (_, shown, tls, reason) => {
    const { gateway, url, key } = await startTlsGateway(target, shown);
    const error = await rejectionOf(target.connect({ url, key, tls, env: {} }), "CertificateRejected");
    expect(error).toMatchObject({ endpoint: url, retryable: false });
    expect(error.message).toContain(reason);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(key);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(md5Of(key));
    await expect.poll(() => gateway.connections).toBe(0);
    expect(gateway.requestCount(InitWebSocket)).toBe(0);
    expect(gateway.violations).toEqual([]);
  });

  it("a pinned certificate may be expired, or for another host name", async () => {
    for (const shown of ["expired", "otherName"] as const) {
      const { url, key } = await startTlsGateway(target, shown);
      const tls = { fingerprint256: certificates[shown].fingerprint256 };
      await using client = await target.connect({ url, key, tls, env: {} });
      expect(client.gateway.endpoint).toBe(url);
    }
  });

  it("the gateway requires the key, as over ws://", async () => {
    const { url } = await startTlsGateway(target, "server");
    const tls = { ca: ca.cert };
    await rejectionOf(target.connect({ url, tls, env: {} }), "KeyRequired");
    await rejectionOf(target.connect({ url, key: "not the key", tls, env: {} }), "KeyRefused");
  });

  it("the key may go to any machine", async () => {
    const secrets = { key: "a key", env: {}, signal: AbortSignal.abort() };
    // Aborted before the client sends anything: no test leaves this machine.
    await rejectionOf(target.connect({ ...secrets, url: "wss://192.0.2.1:1" }), "Aborted");
    await rejectionOf(target.connect({ ...secrets, url: "ws://192.0.2.1:1" }), "InsecureTransport");
  });

  it.each([
    ["a private CA", { ca: ca.cert }],
    ["a pin", { fingerprint256: server.fingerprint256 }],
  ])("a lost connection with %s leaves a cursor to continue from", async (_, tls) => {
    const { gateway, url, key } = await startTlsGateway(target, "server", { tradingDays: 230 });
    const client = await target.connect({ url, key, tls, env: {}, reconnect: false });
    const rows: DailyShortVolume[] = [];
    const walk = async () => {
      for await (const row of client.dailyShortVolume("US.AAPL", { pageSize })) {
        rows.push(row);
        if (rows.length === pageSize + 10) gateway.dropConnections();
      }
    };
    const error = await within(settleMs, rejectionOf(walk(), "PageFailed"));
    errorOf(error.cause, "ConnectionLost");
    errorOf(await within(settleMs, client.closed), "ConnectionLost");

    await using next = await target.connect({ url, key, tls, env: {} });
    const rest = await next.dailyShortVolume("US.AAPL", { from: error.cursor }).toArray(all);
    expect([...rows, ...rest]).toEqual(await next.dailyShortVolume("US.AAPL").toArray(all));
    expect(rest.length).toBeGreaterThan(0);
  });

  it("tls belongs to wss:// URLs only", async () => {
    const gateway = await startTestGateway({ brand: target.brand });
    for (const url of [gateway.tcpUrl, gateway.wsUrl]) {
      const error = await rejectionOf(target.connect({ url, tls: { ca: ca.cert }, env: {} }), "InvalidOption");
      expect(error.option).toBe("tls");
    }
    expect(gateway.connections).toBe(0);
  });

  it.each<[string, Tls]>([
    ["tls.ca", { ca: "ca.pem" }],
    ["tls.ca", { ca: [] }],
    ["tls.fingerprint256", { fingerprint256: createHash("sha1").update("x").digest("hex") }],
  ])("%s is checked", async (option, tls) => {
    const error = await rejectionOf(target.connect({ url: "wss://127.0.0.1:1", tls, env: {} }), "InvalidOption");
    expect(error.option).toBe(option);
  });
});

interface TlsGateway {
  readonly gateway: Gateway;
  readonly url: string;
  readonly key: string;
}

async function startTlsGateway(
  { brand }: BrandTarget,
  shown: keyof typeof certificates,
  options: Partial<GatewayOptions> = {},
): Promise<TlsGateway> {
  const key = randomBytes(12).toString("hex");
  const gateway = await startTestGateway({ brand, key, tls: certificates[shown], ...options });
  return { gateway, url: urlOf(gateway, "websocket"), key };
}
