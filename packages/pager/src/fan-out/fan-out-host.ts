import type { Client } from "@opend/core";
import { telemetryOf } from "@opend/core/internal";

/** What a fan-out needs of the client that it asks. */
export interface FanOutHost {
  readonly state: { readonly status: string };
  /** Calls a callback of the program. What it throws is logged. */
  callback<Args extends readonly unknown[]>(
    name: string,
    callback: ((...args: Args) => unknown) | undefined,
    ...args: Args
  ): unknown;
}

/** A client, as a fan-out sees it. */
export function toFanOutHost(client: Client): FanOutHost {
  const telemetry = telemetryOf(client);
  return {
    get state() {
      return client.state;
    },
    callback: (name, callback, ...args) => telemetry.callback(name, callback, ...args),
  };
}
