import { type BrandProfile, Client, type ConnectOptions } from "@opend/core";
import { brands, openClientCore } from "@opend/core/internal";
import { type Gateway, type GatewayOptions, startGateway } from "@opend/sim";
import { onTestFinished } from "vitest";

const profile: BrandProfile = {
  ...brands.futu,
  ports: [{ tcp: 1, websocket: 1 }],
  env: { url: "URL", key: "KEY", rsaKeyFile: "RSA", configFile: "CONFIG" },
  configFileName: "config.xml",
};

/** Opens a client of a gateway. The end of the test closes it. */
export async function connectTo(gateway: Gateway, connect: ConnectOptions = {}): Promise<Client> {
  const reconnect = { baseDelayMs: 1 };
  const client = new Client(await openClientCore(profile, { url: gateway.tcpUrl, env: {}, reconnect, ...connect }));
  onTestFinished(() => client.close());
  return client;
}

/** Opens a simulated gateway that pushes only when it is told to, and a client of it. */
export async function open(options: Partial<GatewayOptions> = {}, connect: ConnectOptions = {}) {
  const gateway = await startGateway({ brand: "futu", tradingDays: 30, pushIntervalMs: false, ...options });
  onTestFinished(() => gateway.close());
  return { gateway, client: await connectTo(gateway, connect) };
}

/** Takes this many values, and stays in the loop. */
export async function take<T>(values: AsyncGenerator<T, void>, count: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) {
    const next = await values.next();
    if (next.done) throw new Error(`ended after ${taken.length} of ${count}`);
    taken.push(next.value);
  }
  return taken;
}
