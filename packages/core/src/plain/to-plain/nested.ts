import { rethrowUnder } from "../plain-error.js";

/** Returns the plain form of a message. */
export type PlainWriter<Message, Plain> = (message: Message, zone: string | undefined) => Plain;

/** The plain form of a message in a message. */
export function nested<Message, Plain>(
  write: PlainWriter<Message, Plain>,
  message: Message,
  zone: string | undefined,
  name: string,
): Plain {
  try {
    return write(message, zone);
  } catch (error) {
    rethrowUnder(`.${name}`, error);
  }
}

/** The plain form of messages in a list. */
export function nestedList<Message, Plain>(
  write: PlainWriter<Message, Plain>,
  messages: readonly Message[],
  zone: string | undefined,
  name: string,
): Plain[] {
  const list: Plain[] = [];
  for (const message of messages) {
    try {
      list.push(write(message, zone));
    } catch (error) {
      rethrowUnder(`.${name}[${list.length}]`, error);
    }
  }
  return list;
}
