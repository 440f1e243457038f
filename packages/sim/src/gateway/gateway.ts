import type { PushProtocol } from "@opend/core";
import type { Brand } from "../base/brands.js";
import type { Fault } from "../wire/faults/fault.js";
import type { Violation } from "../wire/violation.js";

/** A running simulated gateway. */
export interface Gateway extends AsyncDisposable {
  /** The brand of the gateway. */
  readonly brand: Brand;
  /** The TCP address that it listens on, such as `tcp://127.0.0.1:11111`. Undefined if TCP is turned off. */
  readonly tcpUrl: string | undefined;
  /**
   * The WebSocket address that it listens on, such as `ws://127.0.0.1:33333` (`wss://` with a certificate). Undefined
   * if WebSocket is turned off.
   */
  readonly wsUrl: string | undefined;
  /** The number of open connections. */
  readonly connections: number;
  /**
   * What the gateway refused and why, oldest first. It keeps the newest 10,000. What a handler refuses is not a
   * violation.
   */
  readonly violations: readonly Violation[];
  /** Returns the number of requests of a protocol that have arrived so far, including refused ones. */
  requestCount(protocol: { readonly id: number }): number;
  /** The number of pushes that were dropped because a client had more than 4 MiB unread. */
  readonly droppedPushes: number;
  /**
   * Sends a push at once. It goes to the connections that are registered for its data type and all its securities, and,
   * if it has K-lines, for their price adjustment. Orders and deals go to the connections that have subscribed to the
   * account, Notify to those that want notices, and other pushes to all.
   *
   * @returns the number of connections that it was sent to
   * @throws `InvalidMessage` when the body does not match the protocol
   */
  push<S2C>(protocol: PushProtocol<S2C>, s2c: NoInfer<S2C>): number;
  /**
   * Makes one trade of each security that a connection is registered for, and pushes everything that is registered. The
   * gateway does the same by itself every `pushIntervalMs`.
   *
   * @returns the number of pushes that were sent
   */
  pushNow(): number;
  /**
   * Makes something go wrong from now on. The fault acts after those injected before.
   *
   * @returns a function that removes the fault and releases the replies that it holds
   */
  inject(fault: Fault): () => void;
  /** Removes all faults, including those of the options. */
  clearFaults(): void;
  /** Cuts all connections at once, without waiting for a reply. The gateway goes on listening. */
  dropConnections(): void;
  /** Stops the gateway: cuts all connections and frees the ports. May be called any number of times. Never rejects. */
  close(): Promise<void>;
}
