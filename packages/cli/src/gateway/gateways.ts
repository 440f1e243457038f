import type { GatewayInfo, PagingClient } from "@opend/futu";

/** The clients of a command, each with the codes that it serves. Disposing of it closes them. */
export interface Gateways extends AsyncDisposable {
  /** In the order in which they are used. There is more than one only with `--demo`. */
  readonly clients: readonly PagingClient[];
  /** Whether any data is simulated. */
  readonly isSimulated: boolean;
  /** Says where the data comes from, a line for each client. */
  readonly notes: readonly string[];
  /** Returns the client that serves a security. */
  clientFor(code: string): PagingClient;
}

/** Says which gateway is at the other end, and that it is simulated where it is. */
export function describeGateway({ brand, endpoint, simulated }: GatewayInfo): string {
  const name = brand ?? "OpenD";
  return simulated
    ? `SIMULATED DATA from a simulated ${name} gateway at ${endpoint}. Nothing of it comes from a market.`
    : `Connected to ${name} at ${endpoint}.`;
}
