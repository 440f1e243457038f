import { isIP } from "node:net";
import { connect, type TLSSocket } from "node:tls";
import { WebSocket } from "ws";
import { createError } from "../base/errors.js";
import { certificateRejected } from "./certificate-rejected.js";
import { normalizeFingerprint } from "./tls-options.js";
import type { DialOptions } from "./transport.js";
import { endpointOf, type WebSocketLike } from "./websocket-transport.js";

/**
 * Opens a WebSocket to the one server that has a given certificate (Node, Bun). Compares the certificate before the
 * first byte of HTTP leaves, and opens the WebSocket on that same connection.
 *
 * @throws `CertificateRejected` when the server shows another certificate
 */
export async function openPinned(
  url: URL,
  fingerprint256: string,
  { signal, maxFrameBytes }: DialOptions,
): Promise<WebSocketLike> {
  const socket = await connectPinned(url, fingerprint256, signal);
  let isUsed = false;
  const createConnection = () => {
    isUsed = true;
    return socket;
  };
  const webSocket = new WebSocket(url.href, { perMessageDeflate: false, maxPayload: maxFrameBytes, createConnection });
  if (isUsed) return webSocket;
  // Older versions of Bun have a `ws` of their own that opens another connection, to an unverified server.
  webSocket.on("error", () => {});
  webSocket.terminate();
  socket.destroy();
  const message = "tls.fingerprint256 is not supported by this version of Bun: use a newer one, or tls.ca";
  throw createError("Unsupported", message, { feature: "tls.fingerprint256" });
}

function connectPinned(url: URL, fingerprint256: string, signal: AbortSignal): Promise<TLSSocket> {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const servername = isIP(host) === 0 ? { servername: host } : {};
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    // The issuer of the certificate does not matter. Every handshake proves that the server has the certificate's key.
    const socket = connect({ host, port: Number(url.port) || 443, rejectUnauthorized: false, ...servername });
    let failure: Error | undefined;
    const abandon = () => {
      socket.destroy();
      reject(signal.reason);
    };
    signal.addEventListener("abort", abandon, { once: true });
    // This listener stays for the life of the socket, so that a failure before the WebSocket takes over is handled.
    socket.on("error", (error) => {
      failure = error;
    });
    socket.once("close", () => {
      signal.removeEventListener("abort", abandon);
      reject(failure ?? new Error("the connection was closed while it was being opened"));
    });
    socket.once("secureConnect", () => {
      signal.removeEventListener("abort", abandon);
      const shown = shownFingerprint(socket);
      if (shown !== undefined && normalizeFingerprint(shown) === fingerprint256) {
        resolve(socket);
        return;
      }
      socket.destroy();
      const reason = `its SHA-256 is ${shown ?? "unknown"}, not that of tls.fingerprint256`;
      reject(certificateRejected(endpointOf(url), reason));
    });
  });
}

/** A server that shows no certificate has no fingerprint. */
function shownFingerprint(socket: TLSSocket): string | undefined {
  const certificate: { readonly fingerprint256?: string } | null = socket.getPeerCertificate();
  return certificate?.fingerprint256;
}
