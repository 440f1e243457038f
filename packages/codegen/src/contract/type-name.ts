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

/** Returns how another module names the types of a file's messages. Those of a protocol are in its namespace. */
export function qualifier(file: DescFile): string {
  return readProtocol(file) ? `${file.name}.${file.name}` : file.name;
}
