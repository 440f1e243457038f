import type { BrandProfile } from "../connect/brand-profile.js";
import { connectGateway } from "../connect/connect-gateway.js";
import type { ConnectOptions } from "../connect/connect-options.js";
import { defaultTimeoutMs } from "../session/session.js";
import { createTelemetry } from "../telemetry/create-telemetry.js";
import { GatewayConnection } from "./gateway-connection.js";
import { createReconnectPolicy } from "./reconnect-policy.js";
import { toRetryOptions } from "./retry-query.js";

/**
 * Connects to a brand's gateway and stays connected: a lost connection is made again unless `reconnect` is `false`.
 *
 * @throws what {@link connectGateway} throws: the first connection is tried once
 */
export async function openConnection(profile: BrandProfile, options: ConnectOptions = {}): Promise<GatewayConnection> {
  const { reconnect = true, retry = true, log, onStateChange, clock, signal, ...others } = options;
  const telemetry = createTelemetry(log, options.env);
  return await GatewayConnection.open(
    {
      connect: (ended) => connectGateway(profile, { ...others, clock, signal: ended }, telemetry),
      policy: reconnect === false ? undefined : createReconnectPolicy(reconnect === true ? {} : reconnect, telemetry),
      retry: toRetryOptions(retry),
      timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
      onStateChange,
      clock,
      telemetry,
    },
    signal,
  );
}
