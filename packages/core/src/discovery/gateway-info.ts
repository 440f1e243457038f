import type { Greeting } from "../session/handshake.js";
import type { Session } from "../session/session.js";
import type { TransportKind } from "../transport/transport.js";

/** The gateway at the other end of a session. */
export interface GatewayInfo extends Greeting {
  /** The brand of the gateway, such as `futu`. Undefined when the gateway does not say. */
  readonly brand: string | undefined;
  /** The URL of the gateway. */
  readonly endpoint: string;
  readonly transport: TransportKind;
  /** Whether it is a simulator: all of its data is simulated. */
  readonly simulated: boolean;
}

/** A ready session and the gateway at its other end. */
export interface GatewaySession {
  readonly session: Session;
  readonly gateway: GatewayInfo;
}
