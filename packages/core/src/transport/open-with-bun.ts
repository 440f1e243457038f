import type { WebSocketLike } from "./websocket-transport.js";

/** Opens a WebSocket with Bun's own. Over `wss://`, `ca` takes the place of the CAs that Bun knows. */
export function openWithBun(href: string, ca?: readonly string[]): WebSocketLike {
  // Said here, so that NODE_TLS_REJECT_UNAUTHORIZED does not turn it off: keys travel on this connection.
  const tls = { rejectUnauthorized: true, ...(ca && { ca }) };
  // Only Bun's constructor takes these options, which the types of the standard one do not know.
  const socket: WebSocketLike = Reflect.construct(WebSocket, [href, { tls }]);
  return socket;
}
