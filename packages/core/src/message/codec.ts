import type { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import { createError } from "../base/errors.js";
import { findMissing } from "./find-missing.js";
import { findMistake } from "./find-mistake.js";
import { MessageReader } from "./message-reader.js";
import type { MessageShape } from "./message-shape.js";
import { writeMessage } from "./message-writer.js";

/** Turns messages of one type into bytes and back, and refuses a message that lacks a required field. */
export interface Codec<T> {
  /** The fields of the message, for programs that build or show messages of any protocol. */
  readonly shape: MessageShape;
  /** @throws `InvalidMessage` with the path of the field that is missing or does not fit */
  encode(message: T): Uint8Array;
  /** @throws `MalformedMessage` when the bytes do not parse or lack a required field */
  decode(bytes: Uint8Array): T;
}

/**
 * The part of a ts-proto message that the codec needs.
 *
 * @internal the protobuf library is bundled, so no public type may refer to it
 */
interface MessageFns {
  encode(message: object, writer: BinaryWriter): BinaryWriter;
  decode(reader: BinaryReader): object;
}

/**
 * Combines generated encode and decode functions, which treat every field as optional and check no types, with the
 * shape of the message. A message that fits the shape has the type `T`.
 *
 * @internal
 */
export function createCodec<T extends object>(messageName: string, fns: MessageFns, shape: MessageShape): Codec<T> {
  return {
    shape,
    encode(message) {
      const mistake = findMistake(shape, message);
      if (mistake) {
        const { path, reason } = mistake;
        throw createError("InvalidMessage", `${messageName}: the field ${path} ${reason}`, { messageName, path });
      }
      return writeMessage((writer) => fns.encode(message, writer));
    },
    decode(bytes) {
      let message: object;
      try {
        message = fns.decode(new MessageReader(bytes));
      } catch (cause) {
        const reason = `${messageName}: ${bytes.length} bytes do not parse`;
        throw createError("MalformedMessage", reason, { messageName, path: undefined }, { cause });
      }
      const path = findMissing(shape, message);
      if (path !== undefined) {
        const reason = `${messageName}: the field ${path} is required and missing`;
        throw createError("MalformedMessage", reason, { messageName, path });
      }
      return message as T;
    },
  };
}
