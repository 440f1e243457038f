import type { FrameCodec, PacketEncryption } from "@opend/core/wire";
import type { ViolationKind } from "./violation.js";

/** One socket, whatever its kind. */
export interface Channel {
  readonly transport: "tcp" | "websocket";
  /** @param encryption of the packets; only TCP has it */
  createCodec(encryption: PacketEncryption | undefined): FrameCodec;
  send(bytes: Uint8Array): void;
  /** Bytes that were sent and that the peer has not taken yet. */
  readonly buffered: number;
  /** Closes after what was sent has left. */
  end(): void;
  /** Lets go of the socket at once. */
  destroy(): void;
}

/** What a socket reports. */
export interface ChannelEvents {
  onBytes(bytes: Uint8Array): void;
  /** The peer broke the rules of the transport itself. */
  onBroken(kind: ViolationKind, message: string): void;
  /** The socket is gone. */
  onClose(): void;
}

/** Takes a new socket in. */
export type Accept = (channel: Channel) => ChannelEvents;

/** An open port. */
export interface Listener {
  readonly port: number;
  /** Frees the port, and cuts sockets that have not become a channel. Channels are the caller's to destroy. */
  close(): Promise<void>;
}

/** The error for a port that cannot be listened on. */
export function listenError(cause: Error, host: string, port: number): Error {
  const isInUse = "code" in cause && cause.code === "EADDRINUSE";
  const reason = isInUse ? "is in use: stop the program that has it, or choose another one" : cause.message;
  return new Error(`port ${port} of ${host}${isInUse ? " " : " cannot be listened on: "}${reason}`, { cause });
}
