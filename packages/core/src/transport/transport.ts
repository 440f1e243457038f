import type { AesSecrets } from "../wire/aes-cipher.js";
import type { FrameCodec } from "../wire/frame.js";

/** How a session reaches one gateway. Each session has its own. */
export interface Transport {
  readonly kind: TransportKind;
  /** Where the gateway is, as a URL without secrets. */
  readonly endpoint: string;
  /** The codec for one connection of this kind, with its encryption if it has any. */
  createCodec(maxFrameBytes: number): TransportCodec;
  /**
   * Opens a connection. Rejects with the reason when that fails or the signal fires first, and leaves no socket behind.
   * Calls handlers only once it is open.
   */
  dial(handlers: ConnectionHandlers, options: DialOptions): Promise<Connection>;
}

/** Options for opening a connection. */
export interface DialOptions {
  /** Aborts opening it. */
  readonly signal: AbortSignal;
  /** Largest frame to accept, if the transport itself can refuse a larger one. */
  readonly maxFrameBytes: number;
}

/** Converts the bytes of one connection into frames. */
export interface TransportCodec {
  readonly frames: FrameCodec;
  readonly encryption?: TransportEncryption;
}

/** Encryption that begins once the handshake has brought its secrets. */
export interface TransportEncryption {
  /** The cipher to request: a `Common.PacketEncAlgo` value. */
  readonly packetEncAlgo: number;
  /** @throws `DecryptionFailed` when the secrets do not fit that cipher */
  start(secrets: AesSecrets): void;
}

/** The kind of a transport. */
export type TransportKind = "tcp" | "websocket";

/** An open connection. */
export interface Connection {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  /** Closes the socket at once. Handlers are no longer called. */
  destroy(): void;
}

/** Receives the events of a connection. */
export interface ConnectionHandlers {
  /** Bytes that arrived: part of a frame, or several frames. Over WebSocket exactly one frame. */
  onBytes(bytes: Uint8Array): void;
  /** The connection was lost. Called at most once. */
  onClose(cause: Error | undefined): void;
}
