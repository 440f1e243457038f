import protobuf from "protobufjs/light.js";

/** What `Buffer` of Node can do, which protobufjs has found if it is there. */
interface BufferLike {
  isBuffer(value: unknown): boolean;
  from(buffer: ArrayBufferLike, byteOffset: number, length: number): Uint8Array;
}

const { Buffer }: { Buffer?: unknown } = protobuf.util;

/**
 * Returns bytes in the form that protobufjs prefers. Where there are buffers, as on Node, fields of type `bytes` are then
 * buffers too, as with the official packages.
 */
export function readerBytes(bytes: Uint8Array): Uint8Array {
  if (!isBufferLike(Buffer) || Buffer.isBuffer(bytes)) return bytes;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function isBufferLike(value: unknown): value is BufferLike {
  return typeof value === "function" && "isBuffer" in value;
}
