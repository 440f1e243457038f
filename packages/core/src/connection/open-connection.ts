import type { BrandProfile } from "../connect/brand-profile.js";
import { connectGateway } from "../connect/connect-gateway.js";
import type { ConnectOptions } from "../connect/connect-options.js";
import { Telemetry } from "../telemetry/telemetry.js";
import { GatewayConnection } from "./gateway-connection.js";
import { createReconnectPolicy } from "./reconnect-policy.js";

/**
 * Connects to a brand's gateway and stays connected: a lost connection is made again unless `reconnect` is `false`.
 *
 * @throws what {@link connectGateway} throws: the first connection is tried once
 */
export async function openConnection(profile: BrandProfile, options: ConnectOptions = {}): Promise<GatewayConnection> {
  const { reconnect = true, retry = false, clock, signal, ...others } = options;
  const telemetry = new Telemetry();
  return await GatewayConnection.open(
    {
      connect: (ended) => connectGateway(profile, { ...others, clock, signal: ended }, telemetry),
      telemetry,
      policy: reconnect === false ? undefined : createReconnectPolicy(reconnect === true ? {} : reconnect),
      retry: retry === true ? {} : retry === false ? undefined : retry,
      clock,
    },
    signal,
  );
}
