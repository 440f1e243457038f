import { createError } from "../base/errors.js";

/** One packet, whatever it travels in. */
export interface Frame {
  /** Which protocol the body belongs to, such as 3248. */
  readonly protocolId: number;
  /** Pairs a reply with its request. A push has one of its own, which means nothing. */
  readonly serial: number;
  /** The message in protobuf encoding. */
  readonly body: Uint8Array;
  /** Set when the WebSocket relay could not get a reply from the gateway behind it. */
  readonly relayError?: RelayError;
}

/** Why the WebSocket relay has no reply. */
export interface RelayError {
  /** 1 and 2: no reply in time, 3: the gateway is gone. */
  readonly code: number;
  /** At most 20 bytes of text. */
  readonly message: string;
}

/** Turns frames into bytes and back. It does no I/O, and is used for one connection only. */
export interface FrameCodec {
  /** The bytes of one frame. */
  encode(frame: Frame): Uint8Array<ArrayBuffer>;
  /**
   * Takes what arrived and gives the frames that are complete now, in order. A body may be a part of these bytes: use it
   * before they change. The frames are read as they are taken, so that those before a bad one are not lost with it: take
   * all of them.
   *
   * @throws `MalformedFrame`, `FrameTooLarge`, `ChecksumMismatch`, `DecryptionFailed`: the stream cannot be read any further
   */
  decode(bytes: Uint8Array): Iterable<Frame>;
  /** Bytes of a frame that has begun to arrive. */
  readonly buffered: number;
}

/** The largest frame that is taken unless an option says otherwise: 16 MiB. */
export const defaultMaxFrameBytes = 16 * 1024 * 1024;

/** @throws `FrameTooLarge` when a frame, header included, is over the limit */
export function checkFrameSize(bytes: number, maxBytes: number): void {
  if (bytes <= maxBytes) return;
  throw createError("FrameTooLarge", `a frame of ${bytes} bytes is over the limit of ${maxBytes}`, { bytes, maxBytes });
}
