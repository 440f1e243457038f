import type { DescFile, DescMessage } from "@bufbuild/protobuf";
import { readProtocol } from "./read-protocol.ts";

/** Returns the TypeScript name of a message: `Outer_Inner` for a nested one. */
export function typeName({ name, parent }: DescMessage): string {
  return parent ? `${typeName(parent)}_${name}` : name;
}

/** Returns a message and all messages nested in it, the inner ones first. */
export function withNested(message: DescMessage): DescMessage[] {
  return [...message.nestedMessages.flatMap(withNested), message];
}

/** Returns the messages of a file, each after those of the file that it refers to. */
export function messagesInOrder(file: DescFile): DescMessage[] {
  const ordered = new Set<DescMessage>();
  const visit = (message: DescMessage): void => {
    for (const field of message.fields) if (field.message?.file === file) visit(field.message);
    ordered.add(message);
  };
  for (const message of file.messages.flatMap(withNested)) visit(message);
  return [...ordered];
}

/** Returns whether a file has a protocol, whose name is a namespace for its messages. */
export function isProtocol(file: DescFile): boolean {
  return readProtocol(file) !== undefined;
}

/** Returns how another module names the types of a file's messages. Those of a protocol are in its namespace. */
export function qualifier(file: DescFile): string {
  return isProtocol(file) ? `${file.name}.${file.name}` : file.name;
}
