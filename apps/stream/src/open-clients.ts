import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createError } from "@opend/core/internal";
import {
  connect as connectFutu,
  type GatewayInfo,
  type Limiter,
  marketOf,
  type PagingClient,
  type QuotaWait,
  security,
} from "@opend/futu";
import { connect as connectMoomoo } from "@opend/moomoo";
import { startGateway } from "@opend/sim";
import type { Job } from "./parse-arguments.js";

/** The clients for the securities. Disposing of it closes them. */
export interface Clients extends AsyncDisposable {
  /** Lines that say where the data comes from. */
  readonly notes: readonly string[];
  /** Whether the data is simulated. */
  readonly isSimulated: boolean;
  /** Returns the client that serves a security. */
  clientFor(code: string): PagingClient;
}

interface OpenOptions {
  readonly limiter: Limiter;
  readonly onQuotaWait: (wait: QuotaWait) => void;
  readonly signal: AbortSignal;
}

/** Opens one client of a real gateway, for all securities. */
export async function openRealClient(
  { brand, url, key }: Extract<Job, { kind: "real" }>,
  options: OpenOptions,
): Promise<Clients> {
  const connect = brand === "futu" ? connectFutu : connectMoomoo;
  const client = await connect({ url, key: await readKey(key), ...options });
  return {
    notes: describeGateway(brand, client.gateway),
    isSimulated: client.gateway.simulated,
    clientFor: () => client,
    [Symbol.asyncDispose]: () => client.close(),
  };
}

function describeGateway(brand: string, { endpoint, simulated }: GatewayInfo): string[] {
  if (!simulated) return [`Connected to ${endpoint} as ${brand}.`];
  return [`SIMULATED DATA: ${endpoint} is a simulated ${brand} gateway; nothing below comes from a market.`];
}

async function readKey(key: Extract<Job, { kind: "real" }>["key"]): Promise<string | undefined> {
  if (key === undefined || "text" in key) return key?.text;
  const text = await readFile(key.file, "utf8").catch((cause: unknown) => {
    throw new Error(`the file of --key-file cannot be read: ${key.file}`, { cause });
  });
  return text.trim();
}

/**
 * Starts two simulated gateways, each with its own port, and connects to them: HK securities come from Futu's over
 * WebSocket, US securities from moomoo's over TCP.
 *
 * @throws `InvalidCode` before anything is started
 */
export async function openSimulatedClients(codes: readonly string[], options: OpenOptions): Promise<Clients> {
  for (const code of codes) security(code, ["HK", "US"]);
  const stack = new AsyncStack();
  try {
    const [futuKey, moomooKey] = [randomKey(), randomKey()];
    const futuGateway = stack.use(await startGateway({ brand: "futu", key: futuKey }));
    const moomooGateway = stack.use(await startGateway({ brand: "moomoo", key: moomooKey }));
    const futu = stack.use(await connectFutu({ url: futuGateway.wsUrl, key: futuKey, env: {}, ...options }));
    const moomoo = stack.use(await connectMoomoo({ url: moomooGateway.tcpUrl, env: {}, ...options }));
    return {
      notes: [
        "SIMULATED DATA: two gateways of @opend/sim run on this machine; nothing below comes from a market.",
        `  Futu    HK securities  ${futu.gateway.endpoint}`,
        `  moomoo  US securities  ${moomoo.gateway.endpoint}`,
      ],
      isSimulated: true,
      clientFor(code) {
        const market = marketOf(code);
        if (market === "HK") return futu;
        if (market === "US") return moomoo;
        throw createError("InvalidCode", `no gateway for ${code}`, { input: code });
      },
      [Symbol.asyncDispose]: () => stack[Symbol.asyncDispose](),
    };
  } catch (error) {
    await stack[Symbol.asyncDispose]();
    throw error;
  }
}

function randomKey(): string {
  return randomBytes(12).toString("hex");
}

/** Closes resources in reverse order. */
class AsyncStack implements AsyncDisposable {
  readonly #resources: AsyncDisposable[] = [];

  use<T extends AsyncDisposable>(resource: T): T {
    this.#resources.push(resource);
    return resource;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const resource of this.#resources.splice(0).reverse()) await resource[Symbol.asyncDispose]();
  }
}
