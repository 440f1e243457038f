import { BinaryWriter } from "@bufbuild/protobuf/wire";

/** A writer keeps its buffer. One that has grown larger than this is not kept. */
const maxKeptBytes = 64 * 1024;

let idle: BinaryWriter | undefined;

/**
 * The bytes of a message. One writer serves all messages, since making one costs three times as much as writing a request
 * (`pnpm bench encode`). `message-writer.spec.ts` compares the bytes with those of a new writer for each, also after one that
 * threw half way.
 */
export function writeMessage(encode: (writer: BinaryWriter) => BinaryWriter): Uint8Array {
  const writer = idle ?? new BinaryWriter();
  // Not there while it is in use, nor after something was thrown half way.
  idle = undefined;
  const bytes = encode(writer).finish();
  if (bytes.length <= maxKeptBytes) idle = writer;
  return bytes;
}
