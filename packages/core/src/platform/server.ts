import { readFile } from "node:fs/promises";
import { shakeHandsOverTcp } from "../session/tcp-handshake.js";
import { shakeHandsOverWebSocket } from "../session/websocket-handshake.js";
import { createServerWebSocketLink } from "../transport/server-websocket-link.js";
import { createTcpLink } from "../transport/tcp-link.js";
import { readTlsOptions } from "../transport/tls-options.js";
import { readGatewayConfig } from "./gateway-config.js";
import type { Platform } from "./platform.js";

/** Node, Deno and Bun. */
export const platform: Platform = {
  hasSockets: true,
  environment: () => process.env,
  openTcp: createTcpLink,
  openWebSocket: (url, tls = {}) => createServerWebSocketLink(url, readTlsOptions(tls)),
  readTextFile: (path) => readFile(path, "utf8"),
  readGatewayConfig,
  handshake: (transport) => (transport === "tcp" ? shakeHandsOverTcp : shakeHandsOverWebSocket),
};
