import type { WebSocketLike } from "./websocket-transport.js";

/** Opens a WebSocket with Bun's own. Over `wss://`, `ca` replaces the CAs that Bun knows. */
export function openWithBun(href: string, ca?: readonly string[]): WebSocketLike {
  // Set here, so that NODE_TLS_REJECT_UNAUTHORIZED cannot turn it off: keys travel on this connection.
  const tls = { rejectUnauthorized: true, ...(ca && { ca }) };
  // Only Bun's constructor takes these options. The standard types do not have them.
  const socket: WebSocketLike = Reflect.construct(WebSocket, [href, { tls }]);
  return socket;
}
