import { generateKeyPairSync, randomBytes } from "node:crypto";
import { dropConnection, type Gateway, startGateway } from "@opend/sim";
import { createTestCertificates } from "@opend/test-kit/certificates";
import { type Gateways, type GatewayUrls, tradingDays } from "../checks/gateway-urls.js";

/** The gateways for the checks on one runtime. */
export interface SmokeGateways {
  readonly urls: Gateways;
  close(): Promise<void>;
}

/** The brand check at login and two pages. */
const repliesBeforeDrop = 3;

export async function startGateways(): Promise<SmokeGateways> {
  const started: Gateway[] = [];
  const { ca, otherCa, server, expired, otherName } = await createTestCertificates();
  const start = async (brand: "futu" | "moomoo"): Promise<GatewayUrls> => {
    const key = randomBytes(12).toString("hex");
    const options = { brand, key, tradingDays, rateLimit: false };
    const gateway = await startGateway(options);
    const faults = [dropConnection({ after: repliesBeforeDrop })];
    const dropping = await startGateway({ ...options, faults });
    const rsaKey = createRsaKey();
    const encrypted = await startGateway({ ...options, rsaKey });
    const droppingEncrypted = await startGateway({ ...options, rsaKey, faults });
    const tls = await startGateway({ ...options, tls: server });
    const droppingTls = await startGateway({ ...options, tls: server, faults });
    const expiredTls = await startGateway({ ...options, tcpPort: false, tls: expired });
    const otherNameTls = await startGateway({ ...options, tcpPort: false, tls: otherName });
    started.push(gateway, dropping, encrypted, droppingEncrypted, tls, droppingTls, expiredTls, otherNameTls);
    return {
      key,
      tcp: gateway.tcpUrl ?? "",
      websocket: gateway.wsUrl ?? "",
      droppingTcp: dropping.tcpUrl ?? "",
      droppingWebsocket: dropping.wsUrl ?? "",
      rsaKey,
      encryptedTcp: encrypted.tcpUrl ?? "",
      droppingEncryptedTcp: droppingEncrypted.tcpUrl ?? "",
      tlsWebsocket: tls.wsUrl ?? "",
      droppingTlsWebsocket: droppingTls.wsUrl ?? "",
      expiredWebsocket: expiredTls.wsUrl ?? "",
      otherNameWebsocket: otherNameTls.wsUrl ?? "",
      certificates: {
        ca: ca.cert,
        otherCa: otherCa.cert,
        server: { cert: server.cert, key: server.key },
        fingerprint256: server.fingerprint256,
      },
    };
  };
  const urls = { futu: await start("futu"), moomoo: await start("moomoo") };
  return {
    urls,
    async close() {
      await Promise.all(started.map((gateway) => gateway.close()));
    },
  };
}

function createRsaKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  return privateKey.export({ type: "pkcs1", format: "pem" }).toString();
}
