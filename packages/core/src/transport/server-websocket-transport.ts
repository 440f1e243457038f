import { X509Certificate } from "node:crypto";
import { createError } from "../base/errors.js";
import { certificateRejected } from "./certificate-rejected.js";
import { askDenoWhy, openWithDeno } from "./deno-websocket.js";
import { openWithBun } from "./open-with-bun.js";
import { openWithWs } from "./open-with-ws.js";
import { invalidCa, readTlsOptions, type TlsOptions } from "./tls-options.js";
import type { DialOptions, Transport } from "./transport.js";
import { createWebSocketTransport, endpointOf, type WebSocketLike } from "./websocket-transport.js";

/**
 * Reaches a gateway over WebSocket from a server runtime: through `ws` on Node, whose own WebSocket came late and reports
 * no reason for a failure, and through the runtime's own WebSocket on Deno and Bun.
 *
 * @throws `InvalidOption` when `tls` is invalid; `Unsupported` for a fingerprint on Deno
 */
export function createServerWebSocketTransport(url: URL, tls: TlsOptions): Transport {
  const { ca, fingerprint256 } = readTlsOptions(tls);
  for (const text of ca ?? []) checkCertificate(text);
  if (fingerprint256 !== undefined) return createPinnedTransport(url, fingerprint256);
  if ("Bun" in globalThis) return createWebSocketTransport(url, (href) => openWithBun(href, ca));
  if ("Deno" in globalThis) {
    const explain = url.protocol === "wss:" ? explainOnDeno(url, ca) : undefined;
    return createWebSocketTransport(url, (href) => openWithDeno(href, ca), explain);
  }
  return createWebSocketTransport(url, (href, options) => openWithWs(href, options, ca));
}

function createPinnedTransport(url: URL, fingerprint256: string): Transport {
  // Deno's WebSocket cannot pin. Its `node:tls` could, but (in 2.9) does not make every server prove that it has the
  // key of its certificate.
  if ("Deno" in globalThis) {
    const message =
      "tls.fingerprint256 is not supported on Deno: use tls.ca with the certificate itself or that of its CA";
    throw createError("Unsupported", message, { feature: "tls.fingerprint256" });
  }
  return createWebSocketTransport(url, (_href, options) => openPinned(url, fingerprint256, options));
}

/** Loaded on demand, because it needs `ws`, also on Bun. */
async function openPinned(url: URL, fingerprint256: string, options: DialOptions): Promise<WebSocketLike> {
  const module = await import("./open-pinned.js");
  return await module.openPinned(url, fingerprint256, options);
}

function explainOnDeno(url: URL, ca: readonly string[] | undefined) {
  return async (failure: Error, signal: AbortSignal): Promise<Error> => {
    const reason = await askDenoWhy(url, ca, signal);
    return reason === undefined ? failure : certificateRejected(endpointOf(url), reason, failure);
  };
}

/** Some runtimes ignore a certificate that does not parse. */
function checkCertificate(text: string): void {
  try {
    new X509Certificate(text);
  } catch (cause) {
    throw invalidCa(cause);
  }
}
