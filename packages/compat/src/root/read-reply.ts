import type { Message } from "protobufjs/light.js";
import { messageType } from "./message-type.js";
import { readerBytes } from "./reader-bytes.js";

/** The part of every reply that tells how a request went. */
export interface Outcome {
  /** 0 means success. */
  readonly retType: number;
  readonly retMsg?: string;
}

/** Reads the reply, or the push, of a protocol. @throws when the bytes are none, or a required field is missing */
export function readReply<R extends Outcome>(name: string, body: Uint8Array): R {
  const message = messageType(`${name}.Response`).decode(readerBytes(body));
  if (!isReply<R>(message)) throw new Error(`${name}.Response has no retType`);
  return message;
}

/** The types of replies are generated from the contract, as the messages are. */
function isReply<R extends Outcome>(message: Message | R): message is R {
  return "retType" in message;
}
