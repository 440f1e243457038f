import type { GatewayConnection } from "../connection/gateway-connection.js";
import type { StreamPushes } from "../protocol/push-protocol.js";
import { PushHub } from "./push-hub.js";

const hubs = new WeakMap<GatewayConnection, PushHub>();

/**
 * Streams pushes over a client's connection. Every push protocol brings this along, so that a program without pushes
 * loads nothing of it.
 */
export const streamPushes: StreamPushes = (connection, protocol, options) => {
  const hub = hubs.get(connection) ?? new PushHub(connection);
  hubs.set(connection, hub);
  return hub.stream(protocol, options);
};
