import { readFile } from "node:fs/promises";
import { createServerWebSocketLink } from "../transport/server-websocket-link.js";
import { createTcpLink } from "../transport/tcp-link.js";
import { readTlsOptions } from "../transport/tls-options.js";
import type { Platform } from "./platform.js";

/** Node, Deno and Bun. */
export const platform: Platform = {
  hasSockets: true,
  environment: () => process.env,
  openTcp: createTcpLink,
  openWebSocket: (url, tls = {}) => createServerWebSocketLink(url, readTlsOptions(tls)),
  readTextFile: (path) => readFile(path, "utf8"),
  async parseConfig(xml) {
    const { XmlElement, parseXml } = await import("@rgrove/parse-xml");
    const elements = parseXml(xml).root?.children.filter((node) => node instanceof XmlElement) ?? [];
    return new Map(elements.map((element) => [element.name, element.text.trim()]));
  },
};
