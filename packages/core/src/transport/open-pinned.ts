import { isIP } from "node:net";
import { connect, type TLSSocket } from "node:tls";
import { WebSocket } from "ws";
import { createError } from "../base/errors.js";
import { certificateRejected } from "./certificate-rejected.js";
import { normalizeFingerprint } from "./tls-options.js";
import type { DialOptions } from "./transport.js";
import { endpointOf, type WebSocketLike } from "./websocket-transport.js";

/**
 * Opens a WebSocket to the server with the pinned certificate (Node, Bun). It compares the certificate before the first
 * byte of HTTP leaves, and opens the WebSocket on the same connection.
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
  // Older versions of Bun have their own `ws`, which opens another connection, to a server that nobody checked.
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
    // The issuer of the certificate does not matter. Every handshake proves that the server has its key.
    const socket = connect({ host, port: Number(url.port) || 443, rejectUnauthorized: false, ...servername });
    let failure: Error | undefined;
    const abandon = () => {
      socket.destroy();
      reject(signal.reason);
    };
    signal.addEventListener("abort", abandon, { once: true });
    // Stays as long as the socket lives, so that a failure between here and the WebSocket is not unhandled.
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

/** Undefined when the server shows no certificate. */
function shownFingerprint(socket: TLSSocket): string | undefined {
  const certificate: { readonly fingerprint256?: string } | null = socket.getPeerCertificate();
  return certificate?.fingerprint256;
}
