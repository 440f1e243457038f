import type { Socket } from "node:net";
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
  /** The bytes that `send` puts into the socket. */
  pack(bytes: Uint8Array): Uint8Array;
  /** Puts bytes into the socket as they are, be they what the transport expects or not. */
  write(bytes: Uint8Array): void;
  /** Closes after what was sent has left. */
  end(): void;
  /** Ends the stream after what was sent has left, without the good manners of the transport. */
  cut(): void;
  /** Lets go of the socket at once. */
  destroy(): void;
  /** The same, with a reset where the socket can send one. */
  reset(): void;
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

/** Resets a connection. Under TLS no reset can be asked for: the socket is let go of. */
export function resetSocket(socket: Socket): void {
  if ("encrypted" in socket) socket.destroy();
  else socket.resetAndDestroy();
}
