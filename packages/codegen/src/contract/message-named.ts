import type { DescFile, DescMessage } from "@bufbuild/protobuf";

/** Returns a message of the file of a protocol. @throws when there is none */
export function messageNamed(file: DescFile, name: string): DescMessage {
  const found = file.messages.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`${file.name}.proto: has the option (opend.protocol) but no message ${name}`);
  return found;
}
