import type { Socket } from "node:net";
import { flushWrites, gatherWrites } from "./gather-writes.js";
import type { DialOptions } from "./transport.js";
import type { WebSocketLike } from "./websocket-transport.js";

/** Opens a WebSocket with the `ws` package. For `wss://`, `ca` replaces the CAs that Node knows. */
export async function openWithWs(
  href: string,
  { maxFrameBytes }: DialOptions,
  ca?: readonly string[],
): Promise<WebSocketLike> {
  const { WebSocket } = await import("ws");
  const webSocket = new WebSocket(href, {
    perMessageDeflate: false,
    maxPayload: maxFrameBytes,
    // Set explicitly, so that NODE_TLS_REJECT_UNAUTHORIZED cannot turn it off: keys travel on this connection.
    rejectUnauthorized: true,
    ...(ca && { ca: [...ca] }),
  });
  let socket: Socket | undefined;
  webSocket.once("upgrade", (response) => {
    socket = response.socket;
  });
  const writes = {
    gather: () => socket && gatherWrites(socket),
    flush: () => socket && flushWrites(socket),
  };
  return Object.assign(webSocket, { writes });
}
