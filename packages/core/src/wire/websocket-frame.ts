import { createError } from "../base/errors.js";
import { checkFrameSize, defaultMaxFrameBytes, type Frame, type FrameCodec, type RelayError } from "./frame.js";
import { readUint32, writeUint32 } from "./uint32.js";

// Request: "ft-v1.0" NUL | protocol id u32 | serial u64 | body. Reply: the same 20 bytes | error i32 | 20 bytes of
// text | body. Big-endian; one frame is one WebSocket message. Source: the official JavaScript client.
const signature = new TextEncoder().encode("ft-v1.0\0");
const requestHeaderBytes = 20;
const replyHeaderBytes = 44;
const errorTextBytes = 20;

/** The end of a WebSocket connection that a codec serves. The headers of the two ends differ. */
export type WebSocketRole = "client" | "gateway";

/** The codec of a WebSocket connection, fed with one message at a time. */
export function createWebSocketFrameCodec(
  role: WebSocketRole,
  { maxFrameBytes = defaultMaxFrameBytes } = {},
): FrameCodec {
  const isClient = role === "client";
  return {
    buffered: 0,
    encode: isClient ? encodeRequest : encodeReply,
    decode(bytes) {
      checkFrameSize(bytes.length, maxFrameBytes);
      const minBytes = isClient ? replyHeaderBytes : requestHeaderBytes;
      if (bytes.length < minBytes) {
        throw createError(
          "MalformedFrame",
          `a frame of ${bytes.length} bytes is shorter than its header of ${minBytes}`,
          {},
        );
      }
      if (!hasSignature(bytes)) {
        throw createError(
          "MalformedFrame",
          'a WebSocket frame must begin with "ft-v1.0": the peer does not speak the OpenD protocol',
          {},
        );
      }
      return [isClient ? decodeReply(bytes) : decodeHeader(bytes, requestHeaderBytes)];
    },
  };
}

function hasSignature(bytes: Uint8Array): boolean {
  for (let index = 0; index < signature.length; index++) if (bytes[index] !== signature[index]) return false;
  return true;
}

function encodeRequest(frame: Frame): Uint8Array<ArrayBuffer> {
  return encodeFrame(frame, requestHeaderBytes);
}

function encodeReply(frame: Frame): Uint8Array<ArrayBuffer> {
  const bytes = encodeFrame(frame, replyHeaderBytes);
  if (frame.relayError) {
    writeUint32(bytes, requestHeaderBytes, frame.relayError.code);
    const text = new TextEncoder().encode(frame.relayError.message).subarray(0, errorTextBytes);
    bytes.set(text, requestHeaderBytes + 4);
  }
  return bytes;
}

function encodeFrame({ protocolId, serial, body }: Frame, headerBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerBytes + body.length);
  bytes.set(signature);
  writeUint32(bytes, 8, protocolId);
  writeUint32(bytes, 12, serial / 2 ** 32);
  writeUint32(bytes, 16, serial);
  bytes.set(body, headerBytes);
  return bytes;
}

function decodeHeader(bytes: Uint8Array, headerBytes: number): Frame {
  const serial = readUint32(bytes, 12) * 2 ** 32 + readUint32(bytes, 16);
  const body = new Uint8Array(bytes.buffer, bytes.byteOffset + headerBytes, bytes.length - headerBytes);
  return { protocolId: readUint32(bytes, 8), serial, body };
}

function decodeReply(bytes: Uint8Array): Frame {
  const frame = decodeHeader(bytes, replyHeaderBytes);
  const code = readUint32(bytes, requestHeaderBytes) | 0;
  return code === 0 ? frame : { ...frame, relayError: { code, message: errorText(bytes) } satisfies RelayError };
}

function errorText(bytes: Uint8Array): string {
  const text = bytes.subarray(requestHeaderBytes + 4, replyHeaderBytes);
  const end = text.indexOf(0);
  return new TextDecoder().decode(end === -1 ? text : text.subarray(0, end));
}
