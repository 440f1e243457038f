import type { DescMessage } from "@bufbuild/protobuf";

/** Refuses a message that contains itself. OpenD's schema has none, and everything else here walks down the fields. */
export function checkNesting(message: DescMessage, above: readonly DescMessage[] = []): void {
  if (above.includes(message)) throw new Error(`${message.file.name}.proto: ${message.name} contains itself`);
  for (const field of message.fields) if (field.message) checkNesting(field.message, [...above, message]);
}
