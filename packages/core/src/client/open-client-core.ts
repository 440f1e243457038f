import { platform } from "#platform";
import type { BrandProfile } from "../discovery/brand-profile.js";
import { findGateway } from "../discovery/find-gateway.js";
import { createReconnectPolicy } from "../reconnect/reconnect-policy.js";
import { toRetryOptions } from "../reconnect/retry-options.js";
import { SessionSupervisor } from "../reconnect/session-supervisor.js";
import { defaultTimeoutMs } from "../session/session.js";
import { createTelemetry } from "../telemetry/create-telemetry.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import { checkConnectOptions } from "./check-connect-options.js";
import { ClientCore } from "./client-core.js";
import type { ConnectOptions } from "./connect-options.js";

/**
 * Connects to a brand's gateway and stays connected: it replaces a lost connection unless `reconnect` is `false`.
 *
 * @throws `InvalidOption`, and what {@link findGateway} throws: the first connection is attempted once
 */
export async function openClientCore(profile: BrandProfile, options: ConnectOptions = {}): Promise<ClientCore> {
  checkConnectOptions(options);
  return new ClientCore(await openSupervisor(profile, options, openTelemetry(options)));
}

/** Creates the telemetry that the options of a client ask for. @throws `InvalidOption` */
export function openTelemetry({ log, env }: ConnectOptions): Telemetry {
  const { readVariable, logChannel } = platform;
  return createTelemetry(log, {
    readVariable: (name) => (env ? env[name] : readVariable(name)),
    ...(logChannel && { logChannel }),
  });
}

/**
 * Connects as `openClientCore` does, without a client. The options must be checked.
 *
 * @param endHint what the log advises about a client that tries to connect for ever. Default: the option of `connect`
 */
export async function openSupervisor(
  profile: BrandProfile,
  options: ConnectOptions,
  telemetry: Telemetry,
  endHint?: string,
): Promise<SessionSupervisor> {
  const { reconnect = true, retry = true, log: _, onStateChange, ...discovery } = options;
  const { clock, signal } = discovery;
  return await SessionSupervisor.open(
    {
      connect: (ended) => findGateway(profile, { ...discovery, signal: ended }, telemetry),
      policy:
        reconnect === false
          ? undefined
          : createReconnectPolicy(reconnect === true ? {} : reconnect, telemetry, endHint),
      retry: toRetryOptions(retry),
      timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
      onStateChange,
      clock,
      telemetry,
    },
    signal,
  );
}
