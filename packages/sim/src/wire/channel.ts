import type { Socket } from "node:net";
import type { FrameCodec, PacketEncryption } from "@opend/core/wire";
import type { ViolationKind } from "./violation.js";

/** One socket, over either transport. */
export interface Channel {
  readonly transport: "tcp" | "websocket";
  /** @param encryption encrypts the frames. TCP only */
  createCodec(encryption: PacketEncryption | undefined): FrameCodec;
  send(bytes: Uint8Array): void;
  /** The number of bytes that were sent and that the peer has not read yet. */
  readonly buffered: number;
  /** Returns the bytes that `send` would put into the socket. */
  pack(bytes: Uint8Array): Uint8Array;
  /** Puts bytes into the socket as they are, even if they break the rules of the transport. */
  write(bytes: Uint8Array): void;
  /** Closes the socket once everything sent has left. */
  end(): void;
  /** Ends the stream once everything sent has left. Skips the closing handshake that WebSocket has. */
  cut(): void;
  /** Closes the socket at once. */
  destroy(): void;
  /** Closes the socket at once, with a reset (RST) if the socket can send one. */
  reset(): void;
}

/** Takes what a socket reports. */
export interface ChannelEvents {
  onBytes(bytes: Uint8Array): void;
  /** The peer broke a rule of the transport itself. */
  onBroken(kind: ViolationKind, message: string): void;
  /** The socket has closed. */
  onClose(): void;
}

/** Accepts a new socket. Returns what takes its reports. */
export type Accept = (channel: Channel) => ChannelEvents;

/** An open port. */
export interface Listener {
  readonly port: number;
  /** Frees the port and closes sockets that have not become a channel yet. The caller destroys the channels. */
  close(): Promise<void>;
}

/** Makes the error for a port that cannot be opened. */
export function listenError(cause: Error, host: string, port: number): Error {
  const isInUse = "code" in cause && cause.code === "EADDRINUSE";
  const reason = isInUse ? "is in use: stop the program that has it, or choose another one" : cause.message;
  return new Error(`port ${port} of ${host}${isInUse ? " " : " cannot be listened on: "}${reason}`, { cause });
}

/** Resets a connection. Node cannot reset a TLS socket, so this just closes it. */
export function resetSocket(socket: Socket): void {
  if ("encrypted" in socket) socket.destroy();
  else socket.resetAndDestroy();
}
