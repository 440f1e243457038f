import type { Greeting } from "../session/handshake.js";
import type { Session } from "../session/session.js";
import type { TransportKind } from "../transport/transport.js";

/** The gateway at the other end of a session. */
export interface GatewayInfo extends Greeting {
  /** Brand of the gateway, such as `futu`. Undefined when it does not say. */
  readonly brand: string | undefined;
  /** Where it is, as a URL. */
  readonly endpoint: string;
  readonly transport: TransportKind;
  /** Whether it is a simulator: all of its data is simulated. */
  readonly simulated: boolean;
}

/** A session that is ready, and the gateway at its other end. */
export interface GatewaySession {
  readonly session: Session;
  readonly gateway: GatewayInfo;
}
