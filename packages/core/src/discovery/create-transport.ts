import { platform } from "#platform";
import { createError } from "../base/errors.js";
import type { Credentials } from "../session/handshake.js";
import type { Transport } from "../transport/transport.js";
import type { DiscoveryOptions } from "./discovery-options.js";
import type { Candidate } from "./find-candidates.js";
import { isLoopback } from "./gateway-identity.js";

/**
 * Creates the transport to a candidate. Sends nothing.
 *
 * @throws `InvalidOption`, `InsecureTransport`, `Unsupported`
 */
export async function createTransport(
  { url, transport: kind }: Candidate,
  credentials: Credentials,
  options: DiscoveryOptions,
): Promise<Transport> {
  const { cipher = "AES_CBC", allowInsecure = false, tls } = options;
  if (tls !== undefined && url.protocol !== "wss:") {
    const message = `tls is for wss:// URLs, and this is ${url.protocol}//${url.host}`;
    throw createError("InvalidOption", message, { option: "tls" });
  }
  if (kind === "websocket") {
    const transport = await platform.createWebSocketTransport(url, tls);
    if (!allowInsecure) checkKeysStayPrivate(url, transport.endpoint, credentials);
    return transport;
  }
  const { rsaKey } = credentials;
  return await platform.createTcpTransport(url, rsaKey === undefined ? undefined : { rsaKey, cipher });
}

/** Checks only WebSocket transports: TCP sends no key, since the RSA key only encrypts. */
function checkKeysStayPrivate(url: URL, endpoint: string, { keyMd5, rsaKey }: Credentials): void {
  if (url.protocol === "wss:" || isLoopback(url.hostname) || (keyMd5 === undefined && rsaKey === undefined)) return;
  const key = rsaKey === undefined ? "WebSocket key" : "RSA key";
  const message = `the ${key} would go unencrypted to ${endpoint}, which is another machine: use wss://, or allow it with allowInsecure: true`;
  throw createError("InsecureTransport", message, { endpoint });
}
