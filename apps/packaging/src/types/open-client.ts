import { connect, type PagingClient } from "@opend/futu";
import { type GatewayOptions, startGateway } from "@opend/sim";
import { onTestFinished } from "vitest";

/** Starts a simulated gateway and connects a client. Both close when the test is over. */
export async function openClient(options: Partial<GatewayOptions> = {}): Promise<{ readonly client: PagingClient }> {
  const gateway = await startGateway({ brand: "futu", ...options });
  onTestFinished(() => gateway.close());
  const client = await connect({ url: gateway.tcpUrl, env: {}, reconnect: false, retry: false });
  onTestFinished(() => client.close());
  return { client };
}
