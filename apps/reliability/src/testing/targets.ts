import { randomBytes } from "node:crypto";
import { type BrandProfile, type ConnectOptions, connect as connectFutu, profile as futu } from "@opend/futu";
import { connect as connectMoomoo, profile as moomoo } from "@opend/moomoo";
import type { PagingClient } from "@opend/pager";
import { type Brand, type Gateway, type GatewayOptions, startGateway } from "@opend/sim";
import { onTestFinished } from "vitest";

/** One brand, as programs use it. */
export interface BrandTarget {
  readonly brand: Brand;
  readonly profile: BrandProfile;
  readonly connect: (options?: ConnectOptions) => Promise<PagingClient>;
}

/** One brand over one transport. */
export interface Target extends BrandTarget {
  /** Such as `futu over tcp`. */
  readonly name: string;
  readonly transport: "tcp" | "websocket";
}

export const futuTarget: BrandTarget = { brand: "futu", profile: futu, connect: connectFutu };
export const moomooTarget: BrandTarget = { brand: "moomoo", profile: moomoo, connect: connectMoomoo };

/** Both brands. */
export const brandTargets: readonly BrandTarget[] = [futuTarget, moomooTarget];

/** Both brands over both transports. */
export const targets: readonly Target[] = brandTargets.flatMap((target) =>
  (["tcp", "websocket"] as const).map((transport) => ({
    ...target,
    transport,
    name: `${target.brand} over ${transport}`,
  })),
);

/** A client and its gateway. Both are closed when the test is over. */
export interface OpenTarget {
  readonly gateway: Gateway;
  readonly client: PagingClient;
  /** The URL of the gateway for the transport of the target. */
  readonly url: string;
  readonly key: string;
}

/** Starts a simulated gateway with a random key and connects to it. Does not reconnect: that has suites of its own. */
export async function openTarget(
  target: Target,
  gatewayOptions: Partial<GatewayOptions> = {},
  connectOptions: ConnectOptions = {},
): Promise<OpenTarget> {
  const key = randomBytes(12).toString("hex");
  const gateway = await startTestGateway({ brand: target.brand, key, ...gatewayOptions });
  const url = urlOf(gateway, target.transport);
  const client = await target.connect({ url, key, env: {}, reconnect: false, retry: false, ...connectOptions });
  onTestFinished(() => client.close());
  return { gateway, client, url, key };
}

/** Starts a simulated gateway. It stops when the test is over. */
export async function startTestGateway(options: GatewayOptions): Promise<Gateway> {
  const gateway = await startGateway(options);
  onTestFinished(() => gateway.close());
  return gateway;
}

/** Returns the URL of a gateway for a transport. */
export function urlOf(gateway: Gateway, transport: "tcp" | "websocket"): string {
  const url = transport === "tcp" ? gateway.tcpUrl : gateway.wsUrl;
  if (url === undefined) throw new Error(`the gateway does not listen for ${transport}`);
  return url;
}

/** Returns the port in a gateway's URL. */
export function portOf(url: string | undefined): number {
  return Number(new URL(url ?? "").port);
}
