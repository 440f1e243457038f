/**
 * What a client did wrong:
 *
 * - `MalformedFrame`: bytes that are not a frame, or a body format other than protobuf. The connection is cut.
 * - `FrameTooLarge`: a frame of more than 16 MiB. The connection is cut.
 * - `ChecksumMismatch`: a SHA-1 that is not that of the body. The connection is cut.
 * - `DecryptionFailed`: a body that is not encrypted as this gateway's RSA key wants it. The connection is cut.
 * - `HandshakeMissing`: a request before the handshake was answered. Refused with retType -1.
 * - `KeyRefused`: a wrong or missing WebSocket key, or RSA key over WebSocket. Refused by an error in the header of
 *   the frame, then the connection is closed.
 * - `UnknownProtocol`: a protocol that does not exist or that nobody asks with, such as a push. Refused with retType -1.
 * - `MalformedMessage`: a body that does not parse or lacks a required field. Refused with retType -500.
 * - `TooFrequent`: a request over the frequency limit of its protocol. Refused with retType -1.
 * - `HeartbeatMissing`: a TCP connection that sent no KeepAlive for 30 seconds. The connection is cut.
 * - `HandlerFailed`: not the client's fault: a handler threw or gave a reply that does not fit. Refused with retType -1.
 */
export type ViolationKind =
  | "MalformedFrame"
  | "FrameTooLarge"
  | "ChecksumMismatch"
  | "DecryptionFailed"
  | "HandshakeMissing"
  | "KeyRefused"
  | "UnknownProtocol"
  | "MalformedMessage"
  | "TooFrequent"
  | "HeartbeatMissing"
  | "HandlerFailed";

/** Something that the gateway refused, and why. Never holds a key. */
export interface Violation {
  readonly kind: ViolationKind;
  /** What happened, in a sentence. */
  readonly message: string;
  /** The transport of the connection that it happened on. */
  readonly transport: "tcp" | "websocket";
  /** The protocol number of the request, where there is one. */
  readonly protocolId?: number;
}

const maxKept = 10_000;

/** The violations of a gateway, oldest first: the newest 10,000, so that a client in a loop does not fill the memory. */
export class ViolationLog {
  readonly #violations: Violation[] = [];

  get entries(): readonly Violation[] {
    return this.#violations;
  }

  add(violation: Violation): void {
    if (this.#violations.length === maxKept) this.#violations.shift();
    this.#violations.push(violation);
  }
}
