/**
 * What a client did wrong:
 *
 * - `MalformedFrame`: bytes that are not a frame, or a body format other than protobuf. The gateway cuts the
 *   connection.
 * - `FrameTooLarge`: a frame of more than 16 MiB. The gateway cuts the connection.
 * - `ChecksumMismatch`: the SHA-1 in the header is not that of the body. The gateway cuts the connection.
 * - `DecryptionFailed`: a body that cannot be decrypted with this gateway's RSA key or with the cipher of the
 *   connection. The gateway cuts the connection.
 * - `HandshakeMissing`: a request before the handshake was answered. Refused with retType -1.
 * - `KeyRefused`: a wrong or missing WebSocket key, or RSA key over WebSocket. The gateway answers with an error in the
 *   frame header and closes the connection.
 * - `UnknownProtocol`: a protocol that does not exist or has no requests, such as a push. Refused with retType -1.
 * - `MalformedMessage`: a body that does not parse or lacks a required field. Refused with retType -500.
 * - `TooFrequent`: a request over the frequency limit of its protocol. Refused with retType -1.
 * - `HeartbeatMissing`: a TCP connection that sent no KeepAlive for 30 seconds. The gateway cuts the connection.
 * - `HandlerFailed`: not the client's fault. A handler threw, or returned a reply that does not match the schema.
 *   Refused with retType -1.
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

/** Something that the gateway refused, and why. It never contains a key. */
export interface Violation {
  readonly kind: ViolationKind;
  /** What happened, in one sentence. */
  readonly message: string;
  /** The transport of the connection. */
  readonly transport: "tcp" | "websocket";
  /** The protocol id of the request. Absent if the violation is not about a request. */
  readonly protocolId?: number;
}

const maxKept = 10_000;

/**
 * The violations of a gateway, oldest first. It keeps only the newest 10,000, so that a client in a loop does not fill
 * the memory.
 */
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
