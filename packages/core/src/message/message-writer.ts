import { BinaryWriter } from "@bufbuild/protobuf/wire";

/** A writer keeps its buffer. A writer with a larger buffer than this is dropped. */
const maxKeptBytes = 64 * 1024;

let idle: BinaryWriter | undefined;

/**
 * The bytes of a message. One writer serves all messages, since making one costs three times as much as writing a request
 * (`pnpm bench encode`). `message-writer.spec.ts` compares the bytes with those of a new writer for each, also after one that
 * threw half way.
 */
export function writeMessage(encode: (writer: BinaryWriter) => BinaryWriter): Uint8Array {
  const writer = idle ?? new BinaryWriter();
  // Taken out while it is in use. If encoding throws, it stays out.
  idle = undefined;
  const bytes = encode(writer).finish();
  if (bytes.length <= maxKeptBytes) idle = writer;
  return bytes;
}
