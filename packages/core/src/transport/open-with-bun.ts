import type { WebSocketLike } from "./websocket-transport.js";

/** Opens Bun's own WebSocket. For `wss://`, `ca` replaces the CAs that Bun knows. */
export function openWithBun(href: string, ca?: readonly string[]): WebSocketLike {
  // Set explicitly, so that NODE_TLS_REJECT_UNAUTHORIZED cannot turn it off: keys travel on this connection.
  const tls = { rejectUnauthorized: true, ...(ca && { ca }) };
  // Only Bun's constructor accepts these options, so the standard types lack them.
  const socket: WebSocketLike = Reflect.construct(WebSocket, [href, { tls }]);
  return socket;
}
