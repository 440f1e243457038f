import { channel } from "node:diagnostics_channel";
import { readGatewayConfig } from "./gateway-config.js";
import { homePath } from "./home-path.js";
import type { Platform } from "./platform.js";
import { readSmallText } from "./read-small-text.js";
import { readVariable } from "./read-variable.js";

/** Node, Deno and Bun. Most programs use one transport, so each is loaded when it is needed. */
export const platform: Platform = {
  hasSockets: true,
  readVariable,
  logChannel: (event) => channel(`opend:${event}`),
  async createTcpTransport(url, encrypted) {
    const { createTcpTransport } = await import("../transport/tcp-transport.js");
    return createTcpTransport(url, encrypted);
  },
  async createWebSocketTransport(url, tls = {}) {
    const { createServerWebSocketTransport } = await import("../transport/server-websocket-transport.js");
    return createServerWebSocketTransport(url, tls);
  },
  homePath,
  readTextFile: readSmallText,
  readGatewayConfig,
  async handshake(transport) {
    if (transport === "tcp") return (await import("../session/tcp-handshake.js")).shakeHandsOverTcp;
    return (await import("../session/websocket-handshake.js")).shakeHandsOverWebSocket;
  },
};
