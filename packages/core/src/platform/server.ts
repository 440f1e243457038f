import { readFile } from "node:fs/promises";
import { createTcpLink } from "../transport/tcp-link.js";
import { createWebSocketLink, type WebSocketLike } from "../transport/websocket-link.js";
import type { Platform } from "./platform.js";

/** Node, Deno and Bun. */
export const platform: Platform = {
  hasSockets: true,
  environment: () => process.env,
  openTcp: createTcpLink,
  openWebSocket: (url) =>
    createWebSocketLink(url, (href, maxFrameBytes) =>
      hasOwnWebSocket() ? new WebSocket(href) : openWithWs(href, maxFrameBytes),
    ),
  readTextFile: (path) => readFile(path, "utf8"),
  async parseConfig(xml) {
    const { XmlElement, parseXml } = await import("@rgrove/parse-xml");
    const elements = parseXml(xml).root?.children.filter((node) => node instanceof XmlElement) ?? [];
    return new Map(elements.map((element) => [element.name, element.text.trim()]));
  },
};

/** Deno and Bun have a WebSocket of their own; Node's came late and tells no reason for a failure. */
function hasOwnWebSocket(): boolean {
  return "Deno" in globalThis || "Bun" in globalThis;
}

async function openWithWs(href: string, maxPayload: number): Promise<WebSocketLike> {
  const { WebSocket } = await import("ws");
  return new WebSocket(href, { perMessageDeflate: false, maxPayload });
}
