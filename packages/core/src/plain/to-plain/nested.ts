import { countOmitted, settleOmitted } from "./omit.js";

/** Returns the plain form of a message. */
export type PlainWriter<Message, Plain> = (message: Message, zone: string | undefined) => Plain;

/** The plain form of a message in a message. */
export function nested<Message, Plain>(
  write: PlainWriter<Message, Plain>,
  message: Message,
  zone: string | undefined,
  name: string,
): Plain {
  const before = countOmitted();
  const plain = write(message, zone);
  if (countOmitted() > before) settleOmitted(plain, before, name);
  return plain;
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
    const before = countOmitted();
    const plain = write(message, zone);
    if (countOmitted() > before) settleOmitted(plain, before, `${name}[${list.length}]`);
    list.push(plain);
  }
  return list;
}
