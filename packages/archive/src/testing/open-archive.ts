import { type BrandProfile, Client, type ConnectOptions } from "@opend/core";
import { brands, openClientCore } from "@opend/core/internal";
import { type Gateway, type GatewayOptions, startGateway } from "@opend/sim";
import { onTestFinished } from "vitest";
import type { Database } from "../sql/database.js";
import { openDatabase } from "../store/open-store.js";
import { SqlStore } from "../store/sql-store.js";

const profile: BrandProfile = {
  ...brands.futu,
  ports: [{ tcp: 1, websocket: 1 }],
  env: { url: "URL", key: "KEY", rsaKeyFile: "RSA", configFile: "CONFIG" },
  configFileName: "config.xml",
};

/** Starts a simulated gateway that pushes nothing and limits nothing. */
export async function startSim(options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  const gateway = await startGateway({
    brand: "futu",
    tradingDays: 230,
    pushIntervalMs: false,
    rateLimit: false,
    ...options,
  });
  onTestFinished(() => gateway.close());
  return gateway;
}

/** Opens a client of a gateway. The end of the test closes it. */
export async function connectTo(gateway: Gateway, connect: ConnectOptions = {}): Promise<Client> {
  const reconnect = { baseDelayMs: 1 };
  const core = await openClientCore(profile, {
    url: gateway.tcpUrl,
    env: {},
    reconnect,
    log: "off",
    limiter: false,
    ...connect,
  });
  const client = new Client(core);
  onTestFinished(() => client.close());
  return client;
}

/** Opens a store and the database that it is in. The end of the test closes them. */
export async function openArchive(
  location = ":memory:",
  now = () => new Date(),
): Promise<{ readonly store: SqlStore; readonly database: Database }> {
  const { database, openQueue } = await openDatabase(location, { leaseMs: 10_000, now });
  const store = await SqlStore.open(database, openQueue);
  onTestFinished(() => store.close().catch(() => {}));
  return { store, database };
}
