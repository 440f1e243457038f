import type { DescMessage } from "@bufbuild/protobuf";

/** Returns the TypeScript name of a message: `Outer_Inner` for a nested one. */
export function typeName({ name, parent }: DescMessage): string {
  return parent ? `${typeName(parent)}_${name}` : name;
}

/** Returns a message and all messages nested in it, the inner ones first. */
export function withNested(message: DescMessage): DescMessage[] {
  return [...message.nestedMessages.flatMap(withNested), message];
}
