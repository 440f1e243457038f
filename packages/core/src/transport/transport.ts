import type { AesSecrets } from "../wire/aes-cipher.js";
import type { FrameCodec } from "../wire/frame.js";

/** Connects a session to one gateway. Created per session; connections share nothing. */
export interface Transport {
  readonly kind: TransportKind;
  /** The gateway's URL, without secrets. */
  readonly endpoint: string;
  /** Creates the codec for one connection of this kind, with its encryption if it has any. */
  createCodec(maxFrameBytes: number): TransportCodec;
  /**
   * Opens a connection. Rejects with the reason when the connection cannot be opened, or when the signal fires first;
   * no socket remains open then. The handlers are called only once the connection is open.
   */
  dial(handlers: ConnectionHandlers, options: DialOptions): Promise<Connection>;
}

/** The options for opening a connection. */
export interface DialOptions {
  /** Aborts the attempt. */
  readonly signal: AbortSignal;
  /** The largest frame that is accepted, where the transport itself can refuse a larger one. */
  readonly maxFrameBytes: number;
}

/** Converts the bytes of one connection into frames. */
export interface TransportCodec {
  readonly frames: FrameCodec;
  readonly encryption?: TransportEncryption;
}

/** Encryption that starts once the handshake has returned its secrets. */
export interface TransportEncryption {
  /** The cipher to request: a `Common.PacketEncAlgo` value. */
  readonly packetEncAlgo: number;
  /** @throws `DecryptionFailed` when the secrets do not fit that cipher */
  start(secrets: AesSecrets): void;
}

/** The protocol that carries the frames. */
export type TransportKind = "tcp" | "websocket";

/** An open connection. */
export interface Connection {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  /** Releases the socket immediately. The handlers are not called anymore. */
  destroy(): void;
}

/** Receives the events of a connection. */
export interface ConnectionHandlers {
  /** Bytes arrived: part of a frame or several frames; over WebSocket, exactly one frame. */
  onBytes(bytes: Uint8Array): void;
  /** The connection was lost. Called at most once. */
  onClose(cause: Error | undefined): void;
}
