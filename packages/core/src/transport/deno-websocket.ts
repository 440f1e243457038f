import type { WebSocketLike } from "./websocket-transport.js";

/** The part of Deno's API that is used here. */
interface DenoTls {
  createHttpClient(options: { readonly caCerts: readonly string[] }): { close(): void };
  connectTls(options: {
    readonly hostname: string;
    readonly port: number;
    readonly caCerts: readonly string[];
  }): Promise<{ handshake(): Promise<unknown>; close(): void }>;
}

const refusal = /invalid peer certificate: (.*)/s;

/**
 * Opens Deno's own WebSocket, which trusts `ca` in addition to the CAs that Deno knows.
 *
 * The `ws` package is not safe here: it builds on Deno's `node:tls`, which (in 2.9) accepts a forged X.509 v1
 * certificate as issued by the CA that it names.
 */
export function openWithDeno(href: string, ca: readonly string[] | undefined): WebSocketLike {
  if (ca === undefined) return new WebSocket(href);
  const client = deno().createHttpClient({ caCerts: ca });
  // Only Deno's constructor accepts these options, so the standard types lack them.
  const socket: WebSocketLike = Reflect.construct(WebSocket, [href, { client }]);
  socket.addEventListener("close", () => client.close());
  return socket;
}

/**
 * Asks why Deno does not accept a server's certificate. Returns Deno's message, or undefined when the certificate is
 * not the reason or the signal fires. Deno's WebSocket does not report the reason: it falls back to HTTP/2 and reports
 * that failure instead. So this function repeats the TLS handshake.
 */
export function askDenoWhy(
  url: URL,
  ca: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const giveUp = () => resolve(undefined);
    signal.addEventListener("abort", giveUp, { once: true });
    shakeHands(url, ca, signal)
      .then(giveUp, (error: unknown) => resolve(error instanceof Error ? refusal.exec(error.message)?.[1] : undefined))
      .finally(() => signal.removeEventListener("abort", giveUp));
  });
}

async function shakeHands(url: URL, ca: readonly string[] | undefined, signal: AbortSignal): Promise<void> {
  const hostname = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const connection = await deno().connectTls({ hostname, port: Number(url.port) || 443, caCerts: ca ?? [] });
  const close = () => connection.close();
  if (signal.aborted) {
    close();
    return;
  }
  signal.addEventListener("abort", close, { once: true });
  try {
    await connection.handshake();
  } finally {
    signal.removeEventListener("abort", close);
    if (!signal.aborted) close();
  }
}

function deno(): DenoTls {
  return Reflect.get(globalThis, "Deno");
}
