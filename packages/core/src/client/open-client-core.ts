import { platform } from "#platform";
import type { BrandProfile } from "../discovery/brand-profile.js";
import { findGateway } from "../discovery/find-gateway.js";
import { createReconnectPolicy } from "../reconnect/reconnect-policy.js";
import { toRetryOptions } from "../reconnect/retry-options.js";
import { SessionSupervisor } from "../reconnect/session-supervisor.js";
import { defaultTimeoutMs } from "../session/session.js";
import { createTelemetry } from "../telemetry/create-telemetry.js";
import { checkConnectOptions } from "./check-connect-options.js";
import { ClientCore } from "./client-core.js";
import type { ConnectOptions } from "./connect-options.js";

/**
 * Connects to a brand's gateway and stays connected: reconnects after a loss unless `reconnect` is `false`.
 *
 * @throws `InvalidOption`, and the errors of {@link findGateway}, because the first connection is tried only once
 */
export async function openClientCore(profile: BrandProfile, options: ConnectOptions = {}): Promise<ClientCore> {
  checkConnectOptions(options);
  const { reconnect = true, retry = true, log, onStateChange, ...discovery } = options;
  const { clock, signal, env } = discovery;
  const { readVariable, logChannel } = platform;
  const telemetry = createTelemetry(log, {
    readVariable: (name) => (env ? env[name] : readVariable(name)),
    ...(logChannel && { logChannel }),
  });
  const supervisor = await SessionSupervisor.open(
    {
      connect: (ended) => findGateway(profile, { ...discovery, signal: ended }, telemetry),
      policy: reconnect === false ? undefined : createReconnectPolicy(reconnect === true ? {} : reconnect, telemetry),
      retry: toRetryOptions(retry),
      timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
      onStateChange,
      clock,
      telemetry,
    },
    signal,
  );
  return new ClientCore(supervisor);
}
