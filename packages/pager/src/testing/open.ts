import type { BrandProfile, ConnectOptions } from "@opend/core";
import { brands, openClientCore } from "@opend/core/internal";
import { type Gateway, startGateway } from "@opend/sim";
import { afterEach } from "vitest";
import { PagingClient } from "../paging-client.js";

const profile: BrandProfile = {
  ...brands.futu,
  ports: [{ tcp: 1, websocket: 1 }],
  env: { url: "URL", key: "KEY", rsaKeyFile: "RSA", configFile: "CONFIG" },
  configFileName: "config.xml",
};
const opened: AsyncDisposable[] = [];

afterEach(async () => {
  for (const resource of opened.splice(0).reverse()) await resource[Symbol.asyncDispose]();
});

/** Opens a simulated gateway and a client of it. The test's end closes both. */
export async function open(options: Partial<Parameters<typeof startGateway>[0]> = {}, connect: ConnectOptions = {}) {
  const gateway: Gateway = await startGateway({ brand: "futu", tradingDays: 120, ...options });
  opened.push(gateway);
  const client = new PagingClient(await openClientCore(profile, { url: gateway.tcpUrl, env: {}, ...connect }));
  opened.push(client);
  return { gateway, client };
}
