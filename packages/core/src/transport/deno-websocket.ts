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
 * It does not use `ws`, which relies on Deno's `node:tls`. In 2.9, that accepts a forged X.509 v1 certificate as one of
 * the CA that it names.
 */
export function openWithDeno(href: string, ca: readonly string[] | undefined): WebSocketLike {
  if (ca === undefined) return new WebSocket(href);
  const client = deno().createHttpClient({ caCerts: ca });
  // Only Deno's constructor takes these options. The standard types do not have them.
  const socket: WebSocketLike = Reflect.construct(WebSocket, [href, { client }]);
  socket.addEventListener("close", () => client.close());
  return socket;
}

/**
 * Returns Deno's reason for rejecting the certificate of a server. Undefined when the failure has another cause, or when
 * the signal fires. Deno's WebSocket does not report the reason: it tries HTTP/2 next and reports how that failed. So this
 * shakes hands once more.
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
