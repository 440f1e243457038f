import type { AesSecrets } from "../wire/aes-cipher.js";
import type { FrameCodec } from "../wire/frame.js";

/** How a session reaches one gateway. Made per session; nothing is shared between links. */
export interface Transport {
  readonly kind: TransportKind;
  /** Where the gateway is, as a URL without anything secret. */
  readonly endpoint: string;
  /** The codec for one connection of this kind, and its encryption where it has any. */
  createCodec(maxFrameBytes: number): TransportCodec;
  /**
   * Opens a connection. Rejects with the reason when it cannot be opened, or when the signal fires before it is open;
   * no socket is left then. Handlers are called only once it is open.
   */
  dial(handlers: ConnectionHandlers, options: DialOptions): Promise<Connection>;
}

/** What a connection is opened with. */
export interface DialOptions {
  /** Gives up opening it. */
  readonly signal: AbortSignal;
  /** Largest frame that is taken, where the transport itself can refuse a larger one. */
  readonly maxFrameBytes: number;
}

/** What turns the bytes of one connection into frames. */
export interface TransportCodec {
  readonly frames: FrameCodec;
  readonly encryption?: TransportEncryption;
}

/** Encryption that begins once the handshake has given its secrets. */
export interface TransportEncryption {
  /** The cipher to ask for: a `Common.PacketEncAlgo` value. */
  readonly packetEncAlgo: number;
  /** @throws `DecryptionFailed` when these cannot be the secrets of that cipher */
  start(secrets: AesSecrets): void;
}

/** What carries the frames. */
export type TransportKind = "tcp" | "websocket";

/** An open connection. */
export interface Connection {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  /** Lets go of the socket at once. Handlers are not called any more. */
  destroy(): void;
}

/** What a connection reports. */
export interface ConnectionHandlers {
  /** Bytes that arrived: part of a frame, or several, or over WebSocket exactly one. */
  onBytes(bytes: Uint8Array): void;
  /** The connection is gone. Called at most once. */
  onClose(cause: Error | undefined): void;
}
