import { createError } from "../base/errors.js";
import { createWebSocketFrameCodec } from "../wire/websocket-frame.js";
import { certificateRejected, isCertificateError } from "./certificate-rejected.js";
import type { Connection, ConnectionHandlers, DialOptions, Transport } from "./transport.js";

/** The API that the WebSockets of all runtimes have in common. */
export interface WebSocketLike {
  binaryType: string;
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
  /** Only `ws` has it: closes the socket without the closing handshake. */
  terminate?(): void;
  /** Only `ws` exposes its socket, which lets the writes of one turn leave together. */
  readonly writes?: { gather(): void; flush(): void };
  addEventListener(type: "open", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "error", listener: (event: object) => void): void;
  addEventListener(type: "close", listener: (event: { readonly code: number; readonly reason: string }) => void): void;
}

/** Returns a WebSocket URL without its query, which is safe to show. */
export function endpointOf(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname === "/" ? "" : url.pathname}`;
}

/**
 * Reaches a gateway over WebSocket. `open` creates the socket with the runtime's implementation. `explain` finds out why
 * a socket failed to open if the runtime does not say.
 */
export function createWebSocketTransport(
  url: URL,
  open: (url: string, options: DialOptions) => WebSocketLike | Promise<WebSocketLike>,
  explain?: (failure: Error, signal: AbortSignal) => Promise<Error>,
): Transport {
  const endpoint = endpointOf(url);
  return {
    kind: "websocket",
    endpoint,
    createCodec: (maxFrameBytes) => ({ frames: createWebSocketFrameCodec("client", { maxFrameBytes }) }),
    async dial(handlers, options) {
      const { signal } = options;
      signal.throwIfAborted();
      try {
        return await openConnection(await open(url.href, options), endpoint, handlers, options);
      } catch (failure) {
        if (!explain || signal.aborted || !(failure instanceof Error)) throw failure;
        const explained = await explain(failure, signal);
        signal.throwIfAborted();
        throw explained;
      }
    },
  };
}

function openConnection(
  socket: WebSocketLike,
  endpoint: string,
  handlers: ConnectionHandlers,
  { signal, maxFrameBytes }: DialOptions,
): Promise<Connection> {
  // The other setting of `ws` copies each message.
  socket.binaryType = socket.terminate ? "nodebuffer" : "arraybuffer";
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    let live = false;
    const destroy = () => {
      live = false;
      socket.writes?.flush();
      if (socket.terminate) socket.terminate();
      else socket.close();
    };
    const abandon = () => {
      destroy();
      reject(signal.reason);
    };
    signal.addEventListener("abort", abandon, { once: true });
    if (signal.aborted) abandon();
    socket.addEventListener("open", () => {
      live = true;
      signal.removeEventListener("abort", abandon);
      const send = (bytes: Uint8Array<ArrayBuffer>) => {
        socket.writes?.gather();
        socket.send(bytes);
      };
      resolve({ send, destroy });
    });
    socket.addEventListener("message", ({ data }) => {
      if (live) handlers.onBytes(bytesOf(data));
    });
    socket.addEventListener("error", (event) => {
      failure ??= errorOf(event, maxFrameBytes, endpoint);
    });
    socket.addEventListener("close", ({ code, reason }) => {
      signal.removeEventListener("abort", abandon);
      const cause = failure ?? new Error(`closed with code ${code}${reason ? ` (${reason})` : ""}`);
      reject(cause);
      if (live) handlers.onClose(cause);
    });
  });
}

/** A text message cannot be a frame. The codec refuses the empty bytes that stand for it. */
function bytesOf(data: unknown): Uint8Array {
  if (data instanceof Uint8Array) return data;
  return data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array();
}

/** Browsers give no reason. `ws`, Deno and Bun put one on the event. */
function errorOf(event: object, maxBytes: number, endpoint: string): Error {
  if ("error" in event && event.error instanceof Error) {
    const { error } = event;
    if (isCertificateError(error)) return certificateRejected(endpoint, wordsOf(error), error);
    if (!("code" in error) || error.code !== "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH") return error;
    const message = `a frame is over the limit of ${maxBytes} bytes`;
    return createError("FrameTooLarge", message, { bytes: undefined, maxBytes }, { cause: error });
  }
  return new Error(
    "message" in event && typeof event.message === "string" && event.message ? event.message : "the connection failed",
  );
}

/** Bun's message begins with the whole URL. */
function wordsOf({ message }: Error): string {
  return message.replace(/^WebSocket connection to '.*?' failed: /, "");
}
