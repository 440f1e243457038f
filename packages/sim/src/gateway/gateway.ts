import type { PushProtocol } from "@opend/core";
import type { Brand } from "../base/brands.js";
import type { Fault } from "../wire/faults/fault.js";
import type { Violation } from "../wire/violation.js";

/** A simulated gateway that is running. */
export interface Gateway extends AsyncDisposable {
  /** Whose gateway it is. */
  readonly brand: Brand;
  /** Where it listens for TCP, such as `tcp://127.0.0.1:11111`; undefined where TCP was left out. */
  readonly tcpUrl: string | undefined;
  /** Where it listens for WebSocket, such as `ws://127.0.0.1:33333` (`wss://` with a certificate); undefined where WebSocket was left out. */
  readonly wsUrl: string | undefined;
  /** Connections that are open now. */
  readonly connections: number;
  /** What was refused and why, oldest first: the newest 10,000. What a handler refuses is not among them. */
  readonly violations: readonly Violation[];
  /** Requests of a protocol that have arrived so far, refused ones included. */
  requestCount(protocol: { readonly id: number }): number;
  /** Pushes that were not sent because a client had left more than 4 MiB unread. */
  readonly droppedPushes: number;
  /**
   * Sends a push at once to all connections that are registered for what it is about: for its data type and all its
   * securities, and for K-lines also the price adjustment. Orders and deals go to the connections that have subscribed
   * the account, Notify to those that want notices, and other pushes to all.
   *
   * @returns how many connections it was sent to
   * @throws `InvalidMessage` when the body does not fit the protocol
   */
  push<S2C>(protocol: PushProtocol<S2C>, s2c: NoInfer<S2C>): number;
  /**
   * Makes one trade of each security that a connection is registered for, and pushes everything that is registered:
   * what happens by itself every `pushIntervalMs`.
   *
   * @returns how many pushes were sent
   */
  pushNow(): number;
  /**
   * Makes something go wrong from now on, after the faults that are there already.
   *
   * @returns takes the fault back: what it holds leaves then
   */
  inject(fault: Fault): () => void;
  /** Takes all faults back, those of the options included. */
  clearFaults(): void;
  /** A fault that needs no reply: cuts all connections at once. The gateway goes on listening. */
  dropConnections(): void;
  /** Stops: cuts all connections and frees the ports. May be called any number of times; never rejects. */
  close(): Promise<void>;
}
