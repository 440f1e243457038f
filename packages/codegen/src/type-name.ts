import type { DescMessage } from "@bufbuild/protobuf";

/** The TypeScript name of a message: `Outer_Inner` for one that stands inside another. */
export function typeName({ name, parent }: DescMessage): string {
  return parent ? `${typeName(parent)}_${name}` : name;
}

/** A message and all that stand inside it, the inner ones first. */
export function withNested(message: DescMessage): DescMessage[] {
  return [...message.nestedMessages.flatMap(withNested), message];
}
