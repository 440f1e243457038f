import { createError } from "../base/errors.js";
import { shakeHandsOverWebSocket } from "../session/websocket-handshake.js";
import { createWebSocketTransport } from "../transport/websocket-transport.js";
import type { Platform } from "./platform.js";

const trustStore = "the browser's own trust store decides which certificates are accepted";

/** A browser, which has only WebSockets: no environment variables and no files. */
export const platform: Platform = {
  hasSockets: false,
  readVariable: () => undefined,
  createTcpTransport: async () => unsupported("tcp:// URLs", "use ws:// or wss://"),
  createWebSocketTransport: async (url, tls) =>
    tls ? unsupported("tls", trustStore) : createWebSocketTransport(url, (href) => new WebSocket(href)),
  homePath: (path) => path,
  readTextFile: async () => unsupported("reading files", "pass url and key as options"),
  readGatewayConfig: async () => unsupported("config files", "pass url and key as options"),
  handshake: async () => shakeHandsOverWebSocket,
};

function unsupported(feature: string, instead: string): never {
  throw createError("Unsupported", `${feature}: not in a browser; ${instead}`, { feature });
}
