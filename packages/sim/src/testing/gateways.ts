import { afterEach } from "vitest";
import type { Gateway } from "../gateway/gateway.js";
import type { GatewayOptions } from "../gateway/gateway-options.js";
import { startGateway } from "../gateway/start-gateway.js";

const started: Gateway[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((gateway) => gateway.close()));
});

/** Starts a gateway and closes it after the test. Default brand: Futu. */
export async function start(options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  const gateway = await startGateway({ brand: "futu", ...options });
  started.push(gateway);
  return gateway;
}
