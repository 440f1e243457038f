import { createError } from "../base/errors.js";

/** One frame, independent of the transport. */
export interface Frame {
  /** The protocol that the body belongs to, such as 3248. */
  readonly protocolId: number;
  /** Pairs a reply with its request. A push has a serial number of its own, which has no meaning. */
  readonly serial: number;
  /** The message in protobuf encoding. */
  readonly body: Uint8Array;
  /** Set when the WebSocket relay could not get a reply from the gateway behind it. */
  readonly relayError?: RelayError;
}

/** The reason why the WebSocket relay has no reply. */
export interface RelayError {
  /** 1 and 2: no reply in time. 3: the relay lost the gateway. */
  readonly code: number;
  /** At most 20 bytes of text. */
  readonly message: string;
}

/** Converts frames to bytes and back. It does no I/O and serves only one connection. */
export interface FrameCodec {
  /** Returns the bytes of one frame. */
  encode(frame: Frame): Uint8Array<ArrayBuffer>;
  /**
   * Takes the bytes that arrived and yields the frames that are complete, in order. A body may be a view of these
   * bytes: use it before they change. Frames are decoded as the caller iterates, so that a bad frame does not lose the
   * ones before it. Iterate to the end.
   *
   * @throws `MalformedFrame`, `FrameTooLarge`, `ChecksumMismatch`, `DecryptionFailed`: the stream cannot be read any
   * further
   */
  decode(bytes: Uint8Array): Iterable<Frame>;
  /** The number of bytes of the frame that has arrived in part. */
  readonly buffered: number;
}

/** The largest frame that is accepted, unless an option says otherwise: 16 MiB. */
export const defaultMaxFrameBytes = 16 * 1024 * 1024;

/** @throws `FrameTooLarge` when a frame, including its header, exceeds the limit */
export function checkFrameSize(bytes: number, maxBytes: number): void {
  if (bytes <= maxBytes) return;
  throw createError("FrameTooLarge", `a frame of ${bytes} bytes is over the limit of ${maxBytes}`, { bytes, maxBytes });
}
