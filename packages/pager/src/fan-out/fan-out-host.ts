import type { Client } from "@opend/core";
import { telemetryOf } from "@opend/core/internal";

/** The part of a client that a fan-out uses. */
export interface FanOutHost {
  readonly state: { readonly status: string };
  /** Calls a callback of the program. Errors that it throws are logged. */
  callback<Args extends readonly unknown[]>(
    name: string,
    callback: ((...args: Args) => unknown) | undefined,
    ...args: Args
  ): unknown;
}

/** Returns the part of a client that a fan-out uses. */
export function toFanOutHost(client: Client): FanOutHost {
  const telemetry = telemetryOf(client);
  return {
    get state() {
      return client.state;
    },
    callback: (name, callback, ...args) => telemetry.callback(name, callback, ...args),
  };
}
