import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Fault, type Gateway, type GatewayOptions, startGateway } from "@opend/sim";
import { createTestCertificates } from "@opend/test-kit/certificates";

/** The files, environment and gateways that the blocks of the documents use when they run. */
export interface StandIns extends AsyncDisposable {
  /** A folder with the files that the documents name. */
  readonly folder: string;
  /** Environment variables through which programs discover the gateways. */
  readonly env: Readonly<Record<string, string>>;
  /** Replaces the addresses in the code of a document with those of the simulated gateways. */
  replaceUrls(code: string): string;
  /** Cuts all connections. */
  cut(): void;
}

/** Made once, because making keys and certificates takes longer than starting a gateway. */
const secrets = (async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const rsaKey = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
  return { rsaKey, ...(await createTestCertificates()) };
})();

/**
 * Starts a simulated gateway for every address in the documents. Each has few rows and no frequency limit.
 *
 * @param faults the faults of each gateway
 */
export async function startStandIns(faults: readonly Fault[] = []): Promise<StandIns> {
  const { rsaKey, ca, server } = await secrets;
  const [key, tradePassword] = ["the key", "the password"];
  const common = { brand: "futu", tradingDays: 120, pushIntervalMs: 100, rateLimit: false, tradePassword } as const;
  const start = (options: Partial<GatewayOptions>) => startGateway({ ...common, faults, ...options });
  const [futu, moomoo, keyed, encrypted, secure] = await Promise.all([
    start({}),
    start({ brand: "moomoo" }),
    start({ key }),
    start({ rsaKey }),
    start({ key, tls: server }),
  ]);
  const urls: Readonly<Record<string, string | undefined>> = {
    "tcp://127.0.0.1:11111": futu.tcpUrl,
    "tcp://127.0.0.1:11112": moomoo.tcpUrl,
    "ws://127.0.0.1:33333": keyed.wsUrl,
    "tcp://192.0.2.7:11111": futu.tcpUrl,
    "tcp://opend.example:11111": futu.tcpUrl,
    "tcp://192.0.2.8:11111": encrypted.tcpUrl,
    "wss://192.0.2.8:33333": secure.wsUrl,
  };
  const folder = mkdtempSync(join(tmpdir(), "opend-docs-"));
  writeFileSync(join(folder, "rsa-key.pem"), rsaKey);
  writeFileSync(join(folder, "ca.pem"), ca.cert);
  writeFileSync(join(folder, "FutuOpenD.xml"), configFile(keyed));
  return {
    folder,
    env: {
      FUTU_OPEND_URL: futu.tcpUrl ?? "",
      MOOMOO_OPEND_URL: moomoo.tcpUrl ?? "",
      OPEND_KEY: key,
      TRADE_PASSWORD: tradePassword,
    },
    replaceUrls: (code) =>
      code.replace(/"((?:tcp|wss?):\/\/[^"]+)"/g, (_, url: string) => JSON.stringify(urls[url] ?? unknown(url))),
    cut() {
      for (const gateway of [futu, moomoo, keyed, encrypted, secure]) gateway.dropConnections();
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([futu, moomoo, keyed, encrypted, secure].map((gateway) => gateway.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configFile({ tcpUrl, wsUrl }: Gateway): string {
  return `<futu_opend><api_port>${portOf(tcpUrl)}</api_port><websocket_port>${portOf(wsUrl)}</websocket_port></futu_opend>`;
}

function unknown(url: string): never {
  throw new Error(`no simulated gateway stands in for ${url}: add one, or mark the block "no-run"`);
}

function portOf(url: string | undefined): string {
  return new URL(url ?? "").port;
}
