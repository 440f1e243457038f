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

/** Opens a simulated gateway, which trades only on command, and a client of it. The test's end closes both. */
export async function open(
  gatewayOptions: Partial<GatewayOptions> = {},
  connectOptions: ConnectOptions = {},
): Promise<{ readonly gateway: Gateway; readonly client: Client }> {
  const gateway = await startGateway({ brand: "futu", pushIntervalMs: false, ...gatewayOptions });
  onTestFinished(() => gateway.close());
  const client = new Client(
    await openClientCore(profile, { url: gateway.tcpUrl, env: {}, reconnect: false, ...connectOptions }),
  );
  onTestFinished(() => client.close());
  return { gateway, client };
}
